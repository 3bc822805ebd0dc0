import type { BackgroundTask } from "@/api/types";
import { Age } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { t } from "./texts";

export const stateLabel = (state: BackgroundTask["state"]): string => t(`state.${state}`);

/** What a task is about, without its own name, with which many keys begin. */
const aboutOf = ({ key, name }: BackgroundTask): string => {
  const rest = key.startsWith(`${name}/`) ? key.slice(name.length + 1) : key;
  return rest.startsWith(name) ? rest.slice(name.length).replace(/^[/:@]/, "") : rest;
};

export const taskColumns: readonly Column<BackgroundTask>[] = [
  {
    id: "state",
    value: (task) => stateLabel(task.state),
    head: t("state"),
    width: "7.5rem",
    narrow: "6.5rem",
    cell: (task) => <Status code={task.state} label={stateLabel(task.state)} />,
  },
  {
    id: "name",
    value: (task) => task.name,
    head: t("task"),
    width: "minmax(10rem, 2fr)",
    narrow: "minmax(7rem, 1fr)",
    sort: "name",
    cell: (task) => <span className="mono truncate">{task.name}</span>,
  },
  {
    id: "key",
    value: aboutOf,
    head: t("about"),
    width: "minmax(6rem, 1fr)",
    from: 56,
    cell: (task) => aboutOf(task) || <span className="faint">{t("nothing")}</span>,
  },
  {
    id: "queue",
    value: (task) => task.queue,
    head: t("queue"),
    width: "7rem",
    from: 48,
    sort: "queue",
    cell: (task) => task.queue,
  },
  {
    id: "attempts",
    value: (task) => task.attempts,
    head: t("attempts"),
    width: "6rem",
    from: 40,
    align: "end",
    sort: "attempts",
    cell: (task) => t("ofAttempts", { done: task.attempts, most: task.max_attempts }),
  },
  {
    id: "when",
    value: (task) => task.finished_at ?? task.next_attempt_at ?? task.due_at,
    head: t("when"),
    width: "7.5rem",
    narrow: "6rem",
    cell: (task) => <When task={task} />,
  },
  {
    id: "why",
    value: (task) => task.last_error,
    head: t("why"),
    width: "minmax(8rem, 2fr)",
    from: 64,
    cell: (task) => <span title={task.last_error}>{task.last_error}</span>,
  },
];

/** When it ended, or when it will be tried. */
function When({ task }: { task: BackgroundTask }) {
  return <Age at={task.finished_at ?? task.next_attempt_at ?? task.due_at} everySeconds={5} />;
}
