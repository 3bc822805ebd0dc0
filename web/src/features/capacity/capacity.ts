/** Questions about what reaches its limit. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { CapacityItem, CapacityQuery, Page } from "@/api/types";
import type { CapacitySearch } from "./capacitySearch";

const AGAIN_MS = 300_000;

/** The question to the server. */
export const questionOf = (search: CapacitySearch): CapacityQuery => ({
  q: search.q,
  kind: search.kind,
  site_id: search.site,
  pool_id: search.pool,
  within_days: search.within === undefined ? undefined : Number(search.within),
  sort: search.sort,
});

export const fetchCapacity = (
  question: CapacityQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<CapacityItem>> =>
  body(api.GET("/api/v1/capacity", { params: { query: { ...question, offset, limit } }, signal }));

export const summaryQuery = (site: number | undefined, pool: number | undefined) =>
  queryOptions({
    queryKey: ["capacity", "summary", site, pool],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/capacity/summary", { params: { query: { site_id: site, pool_id: pool } }, signal }),
      ),
    staleTime: AGAIN_MS / 5,
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });

export function fileAddress(search: CapacitySearch): string {
  const given = Object.entries({ ...questionOf(search), sort: undefined }).filter(
    (pair): pair is [string, string | number] => pair[1] != null,
  );
  return `/api/v1/capacity/export?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
}
