/** Questions about background tasks, and what can be done about them. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { BackgroundTask, Page, TaskQuery } from "@/api/types";
import { toldIn } from "@/i18n/sentences";
import { sayingOf } from "@/i18n/server";
import { tellDone, tellFailed } from "@/ui/toast";
import { t } from "./texts";

export const tasksKey = ["outbox", "tasks"] as const;

export async function fetchTasks(
  filter: TaskQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<BackgroundTask>> {
  const asked = body(
    api.GET("/api/v1/outbox/tasks", { params: { query: { ...filter, offset, limit } }, signal }),
  );
  const [page, tell] = await Promise.all([asked, sayingOf("problems")]);
  return { ...page, items: page.items.map((task) => toldIn(task, tell, "last_error")) };
}

export const mayCancel = (task: BackgroundTask): boolean =>
  task.state === "waiting" || task.state === "scheduled";

export const maySendAgain = (task: BackgroundTask): boolean =>
  task.state === "dead" || task.state === "cancelled";

const cancel = (id: number) =>
  body(api.POST("/api/v1/outbox/tasks/{message_id}/cancel", { params: { path: { message_id: id } } }));
const sendAgain = (id: number) =>
  body(
    api.POST("/api/v1/outbox/dead-letters/{message_id}/redrive", { params: { path: { message_id: id } } }),
  );

async function each(ids: readonly number[], act: (id: number) => Promise<unknown>): Promise<void> {
  for (const id of ids) await act(id);
}

export type Deed = "cancel" | "sendAgain";

/** Cancel tasks, or send them again; the first refusal ends it and is told. Each undoes the other. */
export function useTasks() {
  const queries = useQueryClient();
  const renew = () => queries.invalidateQueries({ queryKey: ["outbox"] });
  return useMutation({
    mutationFn: ({ deed, ids }: { deed: Deed; ids: readonly number[] }) =>
      each(ids, deed === "cancel" ? cancel : sendAgain),
    onSuccess: (_, { deed, ids }) => {
      const undo = async () => {
        await each(ids, sendAgain);
        await renew();
      };
      if (deed === "cancel") tellDone(t("cancelled", { count: ids.length }), undefined, undo);
      else tellDone(t("sentAgain", { count: ids.length }));
    },
    onError: (error) => tellFailed(t("notDone"), error),
    onSettled: renew,
  });
}
