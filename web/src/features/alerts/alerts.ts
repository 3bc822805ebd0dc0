/** Questions about alerts, and what can be done about several at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Alert, AlertQuery, Page } from "@/api/types";
import { tellDone, tellFailed } from "@/ui/toast";
import { t } from "./texts";

export const alertsKey = ["alerts"] as const;

export function fetchAlerts(
  filter: AlertQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<Alert>> {
  return body(api.GET("/api/v1/alerts", { params: { query: { ...filter, offset, limit } }, signal }));
}

const HOUR_MS = 3_600_000;

/** What can be done about alerts. */
export type Deed =
  { kind: "acknowledge" } | { kind: "assign"; to: string } | { kind: "shelve"; hours: number };

function act(id: number, deed: Deed): Promise<Alert> {
  const params = { path: { alert_id: id } };
  if (deed.kind === "acknowledge") return body(api.POST("/api/v1/alerts/{alert_id}/acknowledge", { params }));
  if (deed.kind === "assign")
    return body(api.POST("/api/v1/alerts/{alert_id}/assign", { params, body: { to: deed.to } }));
  const until = deed.hours > 0 ? new Date(Date.now() + deed.hours * HOUR_MS).toISOString() : null;
  return body(api.POST("/api/v1/alerts/{alert_id}/shelve", { params, body: { until, reason: "" } }));
}

/** Do the same to several alerts, one after the other; the first refusal ends it and is told. */
export function useAct(ids: readonly number[], onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (deed: Deed) => {
      for (const id of ids) await act(id, deed);
    },
    onSuccess: () => {
      tellDone(t("done", { count: ids.length }));
      onDone();
    },
    onError: (error) => tellFailed(t("notDone"), error),
    onSettled: () => queries.invalidateQueries({ queryKey: alertsKey }),
  });
}
