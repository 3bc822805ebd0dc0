/** Questions about planned maintenance, and what can be done about it. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { MaintenanceWindow } from "@/api/types";
import { allPages } from "@/ui/table/usePages";
import { tellDone, tellFailed } from "@/ui/toast";
import { bodyOf, type PlanValues } from "./plan";
import { t } from "./texts";

export const maintenanceKey = ["maintenance"] as const;

export const maintenanceQuery = queryOptions({
  queryKey: [...maintenanceKey, "all"],
  queryFn: () =>
    allPages((offset, limit) =>
      body(api.GET("/api/v1/maintenance", { params: { query: { offset, limit } } })),
    ),
  refetchInterval: 30_000,
});

/** What nobody is notified about now because it is worked on. */
export const mutedQuery = queryOptions({
  queryKey: [...maintenanceKey, "muted"],
  queryFn: () => body(api.GET("/api/v1/maintenance/muted")),
  refetchInterval: 30_000,
});

interface Timing {
  start: string;
  end: string;
  rule: string;
  zone: string;
}

/** When a window would be; nothing is planned by asking. */
export const occurrencesQuery = (timing: Timing | undefined) =>
  queryOptions({
    queryKey: ["maintenance-occurrences", timing],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/maintenance/occurrences", {
          params: {
            query: {
              start: timing?.start ?? "",
              end: timing?.end ?? "",
              rule: timing?.rule,
              time_zone: timing?.zone,
            },
          },
          signal,
        }),
      ),
    enabled: timing !== undefined,
    retry: false,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** Plan a window, or plan one anew. */
export const savePlan = (id: number | undefined, values: PlanValues): Promise<MaintenanceWindow> =>
  id === undefined
    ? body(api.POST("/api/v1/maintenance", { body: bodyOf(values) }))
    : body(
        api.PUT("/api/v1/maintenance/{window_id}", {
          params: { path: { window_id: id } },
          body: bodyOf(values),
        }),
      );

export function useDelete() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (window: MaintenanceWindow) =>
      api.DELETE("/api/v1/maintenance/{window_id}", { params: { path: { window_id: window.id } } }),
    onSuccess: async (_answer, window) => {
      tellDone(t("deleted", { name: window.name }));
      await queries.invalidateQueries({ queryKey: maintenanceKey });
    },
    onError: (error) => tellFailed(t("notDeleted"), error),
  });
}

export function useEnd() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (window: MaintenanceWindow) =>
      body(api.POST("/api/v1/maintenance/{window_id}/end", { params: { path: { window_id: window.id } } })),
    onSuccess: async (window) => {
      tellDone(t("ended", { name: window.name }));
      await queries.invalidateQueries({ queryKey: maintenanceKey });
    },
    onError: (error) => tellFailed(t("notEnded"), error),
  });
}
