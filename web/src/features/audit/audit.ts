/** Questions about the audit log. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { AuditEntry, AuditQuery, Page } from "@/api/types";

export function fetchEntries(
  filter: AuditQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<AuditEntry>> {
  return body(api.GET("/api/v1/audit", { params: { query: { ...filter, offset, limit } }, signal }));
}

export const chainQuery = queryOptions({
  queryKey: ["audit", "state"],
  queryFn: () => body(api.GET("/api/v1/audit/state")),
  refetchInterval: 10_000,
});

export const verbsQuery = queryOptions({
  queryKey: ["audit", "verbs"],
  queryFn: () => body(api.GET("/api/v1/audit/verbs")),
  staleTime: 60_000,
});
