import { Button } from "@mantine/core";
import { useSession } from "@/features/accounts/session";
import type { Selection } from "@/ui/table/useSelection";
import { useAct } from "./alerts";
import classes from "./Alerts.module.css";
import { t } from "./texts";

/** What can be done about the chosen alerts. */
export function BulkActions({ selection }: { selection: Selection }) {
  const me = useSession().user.name;
  const act = useAct(selection.keys, selection.clear);
  const button = { size: "compact-sm", variant: "default", disabled: act.isPending } as const;
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("chosen", { count: selection.size })}>
      <span className="dim">{t("chosen", { count: selection.size })}</span>
      <Button {...button} onClick={() => act.mutate({ kind: "acknowledge" })}>
        {t("acknowledge")}
      </Button>
      <Button {...button} onClick={() => act.mutate({ kind: "assign", to: me })}>
        {t("takeOver")}
      </Button>
      <Button {...button} onClick={() => act.mutate({ kind: "shelve", hours: 4 })}>
        {t("shelve", { hours: 4 })}
      </Button>
      <Button {...button} onClick={() => act.mutate({ kind: "shelve", hours: 0 })}>
        {t("unshelve")}
      </Button>
      <Button {...button} variant="subtle" onClick={selection.clear}>
        {t("chooseNone")}
      </Button>
    </div>
  );
}
