/** Whom a device is connected to, with whom it speaks routing, and what holds its links together. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { allPages } from "@/ui/table/usePages";

const at = (deviceId: number, offset: number, limit: number) => ({
  params: { path: { device_id: deviceId }, query: { offset, limit } },
});

export const neighboursQuery = (deviceId: number) =>
  queryOptions({
    queryKey: ["devices", "neighbours", deviceId],
    queryFn: () =>
      allPages((offset, limit) =>
        body(api.GET("/api/v1/devices/{device_id}/neighbours", at(deviceId, offset, limit))),
      ),
    refetchInterval: 60_000,
  });

export const routingQuery = (deviceId: number) =>
  queryOptions({
    queryKey: ["devices", "routing", deviceId],
    queryFn: () =>
      allPages((offset, limit) =>
        body(api.GET("/api/v1/devices/{device_id}/routing-sessions", at(deviceId, offset, limit))),
      ),
    refetchInterval: 60_000,
  });

export const featuresQuery = (deviceId: number) =>
  queryOptions({
    queryKey: ["devices", "features", deviceId],
    queryFn: () =>
      allPages((offset, limit) =>
        body(api.GET("/api/v1/devices/{device_id}/features", at(deviceId, offset, limit))),
      ),
    refetchInterval: 60_000,
  });
