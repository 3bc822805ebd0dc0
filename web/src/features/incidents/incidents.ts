/** Questions about incidents, and what can be done about one. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Alert, Incident, IncidentQuery, Page } from "@/api/types";
import { tellDone, tellFailed } from "@/ui/toast";
import { t } from "./texts";

export function fetchIncidents(
  filter: IncidentQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<Incident>> {
  return body(api.GET("/api/v1/incidents", { params: { query: { ...filter, offset, limit } }, signal }));
}

export const incidentQuery = (id: number) =>
  queryOptions({
    queryKey: ["incidents", "one", id],
    queryFn: () =>
      body(api.GET("/api/v1/incidents/{incident_id}", { params: { path: { incident_id: id } } })),
  });

export const investigationQuery = (id: number) =>
  queryOptions({
    queryKey: ["incidents", "investigation", id],
    queryFn: () =>
      body(
        api.GET("/api/v1/incidents/{incident_id}/investigation", { params: { path: { incident_id: id } } }),
      ),
  });

export const incidentAlertsQuery = (id: number) =>
  queryOptions({
    queryKey: ["incidents", "alerts", id],
    queryFn: (): Promise<Page<Alert>> =>
      body(
        api.GET("/api/v1/alerts", { params: { query: { incident_id: id, sort: "raised_at", limit: 200 } } }),
      ),
  });

export function useAcknowledge(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      body(
        api.POST("/api/v1/incidents/{incident_id}/acknowledge", { params: { path: { incident_id: id } } }),
      ),
    onSuccess: async () => {
      tellDone(t("acknowledged"));
      await queries.invalidateQueries({ queryKey: ["incidents"] });
    },
    onError: (error) => tellFailed(t("couldNotAcknowledge"), error),
  });
}

export function useAssign(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (to: string) =>
      body(
        api.POST("/api/v1/incidents/{incident_id}/assign", {
          params: { path: { incident_id: id } },
          body: { to },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["incidents"] }),
    onError: (error) => tellFailed(t("couldNotAssign"), error),
  });
}

export async function comment(id: number, text: string): Promise<void> {
  await body(
    api.POST("/api/v1/incidents/{incident_id}/comments", {
      params: { path: { incident_id: id } },
      body: { text },
    }),
  );
}
