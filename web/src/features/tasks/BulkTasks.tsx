import type { BackgroundTask } from "@/api/types";
import { ActionButton } from "@/ui/ActionButton";
import type { Selection } from "@/ui/table/useSelection";
import { mayCancel, maySendAgain, useTasks, type Deed } from "./tasks";
import classes from "./Tasks.module.css";
import { t } from "./texts";

interface BulkTasksProps {
  selection: Selection;
  rowAt: (index: number) => BackgroundTask | undefined;
  count: number;
}

/** What can be done about the chosen tasks; a button that can do nothing says why. */
export function BulkTasks({ selection, rowAt, count }: BulkTasksProps) {
  const act = useTasks();
  if (selection.size === 0) return null;
  const loaded = Array.from({ length: count }, (_, index) => rowAt(index)).filter(
    (task) => task !== undefined,
  );
  const chosen = loaded.filter((task) => selection.has(task.id));
  const button = (deed: Deed, can: (task: BackgroundTask) => boolean, label: string, why: string) => {
    const ids = chosen.filter(can).map((task) => task.id);
    return (
      <ActionButton
        size="compact-sm"
        variant="default"
        why={ids.length === 0 ? why : undefined}
        loading={act.isPending && act.variables.deed === deed}
        onClick={() => act.mutate({ deed, ids }, { onSuccess: selection.clear })}
      >
        {label}
      </ActionButton>
    );
  };
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t("chosen", { count: selection.size })}>
      <span className="dim">{t("chosen", { count: selection.size })}</span>
      {button("cancel", mayCancel, t("cancel"), t("onlyWaiting"))}
      {button("sendAgain", maySendAgain, t("sendAgain"), t("onlyGivenUp"))}
      <ActionButton size="compact-sm" variant="subtle" onClick={selection.clear}>
        {t("chooseNone")}
      </ActionButton>
    </div>
  );
}
