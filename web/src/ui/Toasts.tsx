import { Button, CloseButton } from "@mantine/core";
import { Mark } from "./Status";
import { dismiss, hold, release, takeBack, useToasts } from "./toast";
import classes from "./Toasts.module.css";
import { t } from "./texts";

export function Toasts() {
  const toasts = useToasts();
  return (
    <div className={classes.stack} role="status" aria-live="polite" aria-label={t("notices")}>
      {toasts.map((toast) => (
        // Nothing is done here: a notice only stays while somebody points at it or at what is in it.
        // eslint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          key={toast.id}
          className={classes.toast}
          onPointerEnter={() => hold(toast.id)}
          onPointerLeave={() => release(toast.id)}
          onFocus={() => hold(toast.id)}
          onBlur={() => release(toast.id)}
        >
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
