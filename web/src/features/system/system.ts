/** Questions about the platform itself. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { toldIn } from "@/i18n/sentences";
import { sayingOf } from "@/i18n/server";

/** Everything the platform knows of itself, component by component. */
export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: async () => {
    const [health, tell] = await Promise.all([body(api.GET("/api/v1/health")), sayingOf("problems")]);
    return { ...health, components: health.components.map((one) => toldIn(one, tell, "reason", "message")) };
  },
  refetchInterval: 10_000,
});

export const outboxQuery = queryOptions({
  queryKey: ["outbox", "status"],
  queryFn: () => body(api.GET("/api/v1/outbox/status")),
  refetchInterval: 10_000,
});

export const deadLettersQuery = queryOptions({
  queryKey: ["outbox", "dead"],
  queryFn: async () => {
    const dead = body(api.GET("/api/v1/outbox/dead-letters", { params: { query: { limit: 200 } } }));
    const [page, tell] = await Promise.all([dead, sayingOf("problems")]);
    return { ...page, items: page.items.map((letter) => toldIn(letter, tell, "last_error")) };
  },
  refetchInterval: 15_000,
});

export function useRedrive() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (messageId: number) =>
      body(
        api.POST("/api/v1/outbox/dead-letters/{message_id}/redrive", {
          params: { path: { message_id: messageId } },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["outbox"] }),
  });
}
