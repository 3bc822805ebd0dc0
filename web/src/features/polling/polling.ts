/** Questions and commands about poll cycles and breakers. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";

export const cyclesQuery = (limit = 60) =>
  queryOptions({
    queryKey: ["cycles", "list", limit],
    queryFn: () => body(api.GET("/api/v1/poll-cycles", { params: { query: { limit, sort: "-slot" } } })),
    refetchInterval: 20_000,
  });

export const cycleQuery = (cycleId: number) =>
  queryOptions({
    queryKey: ["cycles", "one", cycleId],
    queryFn: () =>
      body(api.GET("/api/v1/poll-cycles/{cycle_id}", { params: { path: { cycle_id: cycleId } } })),
    refetchInterval: (query) => (query.state.data?.cycle.status === "running" ? 3_000 : false),
  });

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
