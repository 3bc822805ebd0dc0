/** Questions and commands about devices. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Device, DeviceChange, DeviceInput, DeviceQuery, Page } from "@/api/types";
import { allPages } from "@/ui/table/usePages";
import { devicesKey } from "./deviceNews";
import type { DeviceSearch } from "./deviceSearch";

export { devicesKey };
export { sitesQuery } from "./sitesQuery";

/** What the URL says, as the API asks for it. */
export function deviceFilter(search: DeviceSearch): DeviceQuery {
  return {
    q: search.q,
    state: search.state,
    site_id: search.site,
    pool_id: search.pool,
    tag: search.tag,
    identity_state: search.identity,
    platform: search.platform,
    sort: search.sort ?? "name",
  };
}

export function fetchDevices(
  filter: DeviceQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<Device>> {
  return body(api.GET("/api/v1/devices", { params: { query: { ...filter, offset, limit } }, signal }));
}

export const deviceQuery = (deviceId: number) =>
  queryOptions({
    queryKey: ["devices", "one", deviceId],
    queryFn: () =>
      body(api.GET("/api/v1/devices/{device_id}", { params: { path: { device_id: deviceId } } })),
    refetchInterval: 30_000,
  });

/** Every device, by name: for choosing some of them. */
export const deviceNamesQuery = queryOptions({
  queryKey: ["devices", "names"],
  queryFn: () =>
    allPages((offset, limit) =>
      body(api.GET("/api/v1/devices", { params: { query: { offset, limit, sort: "name" } } })),
    ),
  staleTime: 60_000,
});

export const poolsQuery = queryOptions({
  queryKey: ["pools"],
  queryFn: async () => (await body(api.GET("/api/v1/pools", { params: { query: { limit: 1000 } } }))).items,
  staleTime: 60_000,
});

export const tagsQuery = queryOptions({
  queryKey: ["tags"],
  queryFn: async () => (await body(api.GET("/api/v1/tags", { params: { query: { limit: 1000 } } }))).items,
  staleTime: 60_000,
});

/** A device as one would enter it: for changing it, or for adding one again that was deleted. */
export function asInput(device: Device | null): DeviceInput {
  return {
    name: device?.name ?? "",
    address: device?.address ?? "",
    snmp_port: device?.snmp_port ?? 161,
    site_id: device?.site?.id ?? null,
    tags: device?.tags ?? [],
    credential_id: device?.credential_id ?? null,
    enabled: device?.enabled ?? true,
    interval_s: device?.interval_s ?? null,
  };
}

export const changeDevice = (deviceId: number, change: DeviceChange) =>
  body(api.PATCH("/api/v1/devices/{device_id}", { params: { path: { device_id: deviceId } }, body: change }));

/** Create a device, or change the one with this id. */
export function useSaveDevice(deviceId: number | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (device: DeviceInput): Promise<Device> =>
      deviceId === null
        ? body(api.POST("/api/v1/devices", { body: device }))
        : changeDevice(deviceId, device),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["devices"] });
      void queries.invalidateQueries({ queryKey: ["overview"] });
    },
  });
}

export function useDeleteDevice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (deviceId: number) =>
      api.DELETE("/api/v1/devices/{device_id}", { params: { path: { device_id: deviceId } } }),
    onSuccess: (_answer, deviceId) => {
      queries.removeQueries({ queryKey: ["devices", "one", deviceId] });
      void queries.invalidateQueries({ queryKey: devicesKey });
      void queries.invalidateQueries({ queryKey: ["overview"] });
    },
  });
}

export function usePollNow(deviceId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => (await import("@/features/polling/pollNow")).pollAndWait(deviceId),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["devices", "one", deviceId] });
      void queries.invalidateQueries({ queryKey: ["series"] });
    },
  });
}

export function useAcceptIdentity(deviceId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      body(
        api.POST("/api/v1/devices/{device_id}/identity/accept", {
          params: { path: { device_id: deviceId } },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["devices"] }),
  });
}
