import { Button, CloseButton } from "@mantine/core";
import { Mark } from "./Status";
import { dismiss, takeBack, useToasts } from "./toast";
import classes from "./Toasts.module.css";
import { t } from "./texts";

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className={classes.stack} role="status" aria-live="polite" aria-label={t("notices")}>
      {toasts.map((toast) => (
        <div key={toast.id} className={classes.toast}>
          <Mark tone={toast.kind === "done" ? "good" : "bad"} />
          <div className={classes.text}>
            <p className={classes.title}>{toast.title}</p>
            {toast.detail && <p className={classes.detail}>{toast.detail}</p>}
          </div>
          {toast.undo && (
            <Button size="compact-sm" variant="default" onClick={() => void takeBack(toast)}>
              {t("undo")}
            </Button>
          )}
          <CloseButton size="sm" aria-label={t("dismiss")} onClick={() => dismiss(toast.id)} />
        </div>
      ))}
    </div>
  );
}
