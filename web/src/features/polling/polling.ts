/** Questions and commands about poll cycles and breakers. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Cycle, CycleGroup, CycleReport } from "@/api/types";

export const cyclesQuery = (group?: CycleGroup, limit = 60) =>
  queryOptions({
    queryKey: ["cycles", "list", group ?? "any", limit],
    queryFn: () =>
      body(api.GET("/api/v1/poll-cycles", { params: { query: { group, limit, sort: "-slot" } } })),
    refetchInterval: 20_000,
  });

export const fetchCycle = (cycleId: number): Promise<CycleReport> =>
  body(api.GET("/api/v1/poll-cycles/{cycle_id}", { params: { path: { cycle_id: cycleId } } }));

export const cycleQuery = (cycleId: number) =>
  queryOptions({
    queryKey: ["cycles", "one", cycleId],
    queryFn: () => fetchCycle(cycleId),
    refetchInterval: (query) => (query.state.data?.status === "running" ? 2_000 : false),
  });

/** Ask for a poll and do not wait for it. */
export const pollDevice = (deviceId: number): Promise<Cycle> =>
  body(api.POST("/api/v1/devices/{device_id}/poll", { params: { path: { device_id: deviceId } } }));

export const breakersQuery = queryOptions({
  queryKey: ["breakers"],
  queryFn: () => body(api.GET("/api/v1/breakers", { params: { query: { limit: 1000 } } })),
  refetchInterval: 20_000,
});

export function useResetBreaker() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (deviceId: number) =>
      body(api.POST("/api/v1/breakers/{device_id}/reset", { params: { path: { device_id: deviceId } } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["breakers"] }),
  });
}
