import { Drawer } from "@mantine/core";
import type { BackgroundTask } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { ActionButton } from "@/ui/ActionButton";
import { Moment } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import { stateLabel } from "./taskColumns";
import { mayCancel, maySendAgain, useTasks } from "./tasks";
import classes from "./Tasks.module.css";
import { t } from "./texts";

/** One task: what it was told, how often it was tried, why it failed, and what can be done about it. */
export function TaskDrawer({ task, onClose }: { task: BackgroundTask; onClose: () => void }) {
  const operate = useMay("system:operate");
  const act = useTasks();
  const refusal = (possible: boolean, otherwise: string) =>
    operate ? (possible ? undefined : otherwise) : t("needsOperate");
  const run = (deed: "cancel" | "sendAgain") => act.mutate({ deed, ids: [task.id] }, { onSuccess: onClose });
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={task.name}>
      <dl className={classes.facts}>
        <dt>{t("state")}</dt>
        <dd>
          <Status code={task.state} label={stateLabel(task.state)} />
        </dd>
        <dt>{t("attempts")}</dt>
        <dd>{t("ofAttempts", { done: task.attempts, most: task.max_attempts })}</dd>
        <dt>{t("queue")}</dt>
        <dd>{task.queue}</dd>
        <dt>{t("about")}</dt>
        <dd>{task.key || t("nothing")}</dd>
        <dt>{t("ordered")}</dt>
        <dd>
          <Moment at={task.created_at} />
        </dd>
        {task.next_attempt_at && (
          <>
            <dt>{t("nextAttempt")}</dt>
            <dd>
              <Moment at={task.next_attempt_at} />
            </dd>
          </>
        )}
        {task.finished_at && (
          <>
            <dt>{t("ended")}</dt>
            <dd>
              <Moment at={task.finished_at} />
            </dd>
          </>
        )}
        {task.last_error && (
          <>
            <dt>{t("why")}</dt>
            <dd>{task.last_error}</dd>
          </>
        )}
      </dl>
      <h3 className={classes.head}>{t("whatItWasTold")}</h3>
      <pre className={classes.payload}>{JSON.stringify(task.payload, null, 2)}</pre>
      <div className={classes.buttons}>
        <ActionButton
          variant="default"
          why={refusal(mayCancel(task), t("onlyWaiting"))}
          loading={act.isPending}
          onClick={() => run("cancel")}
        >
          {t("cancel")}
        </ActionButton>
        <ActionButton
          variant="default"
          why={refusal(maySendAgain(task), t("onlyGivenUp"))}
          loading={act.isPending}
          onClick={() => run("sendAgain")}
        >
          {t("sendAgain")}
        </ActionButton>
      </div>
    </Drawer>
  );
}
