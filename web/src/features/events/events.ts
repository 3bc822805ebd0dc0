/** Questions about events. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { EventQuery, Page, WatchEvent } from "@/api/types";

export function fetchEvents(
  filter: EventQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<WatchEvent>> {
  return body(api.GET("/api/v1/events", { params: { query: { ...filter, offset, limit } }, signal }));
}

export const recentEventsQuery = (deviceId?: number, limit = 12, site?: number) =>
  queryOptions({
    queryKey: ["events", "recent", deviceId ?? "all", limit, site ?? "everywhere"],
    queryFn: () => fetchEvents({ device_id: deviceId, site_id: site, sort: "-at" }, 0, limit),
    refetchInterval: 30_000,
  });
