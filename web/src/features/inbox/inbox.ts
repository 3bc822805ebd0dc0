/** Questions about one's own inbox, and what can be done there. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { InboxItem, Page } from "@/api/types";

export const inboxKey = ["inbox"] as const;

export const unreadQuery = queryOptions({
  queryKey: [...inboxKey, "unread"],
  queryFn: () => body(api.GET("/api/v1/notifications/inbox/unread")),
  refetchInterval: 60_000,
});

export function fetchInbox(
  filter: { q?: string; unread?: boolean },
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<InboxItem>> {
  return body(
    api.GET("/api/v1/notifications/inbox", { params: { query: { ...filter, offset, limit } }, signal }),
  );
}

export function useMark() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, read }: { id: number; read: boolean }) =>
      body(
        api.POST("/api/v1/notifications/inbox/{item_id}/read", {
          params: { path: { item_id: id } },
          body: { read },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: inboxKey }),
  });
}

export function useMarkAll() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.POST("/api/v1/notifications/inbox/read")),
    onSuccess: () => queries.invalidateQueries({ queryKey: inboxKey }),
  });
}
