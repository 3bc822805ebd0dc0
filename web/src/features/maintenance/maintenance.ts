/** Questions about planned maintenance, and what can be done about it. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { MaintenanceWindow } from "@/api/types";
import { allPages } from "@/ui/table/usePages";
import { tellDone, tellFailed } from "@/ui/toast";
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

export const watchedQuery = queryOptions({
  queryKey: ["devices", "names"],
  queryFn: () =>
    allPages((offset, limit) =>
      body(api.GET("/api/v1/devices", { params: { query: { offset, limit, sort: "name" } } })),
    ),
  staleTime: 60_000,
});

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
