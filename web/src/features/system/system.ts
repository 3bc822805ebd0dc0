/** Questions about the platform itself. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { asProblem } from "@/api/problem";

export interface ReadyCheck {
  name: string;
  ok: boolean;
  detail: string;
}

export interface Readiness {
  ready: boolean;
  checks: ReadyCheck[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Read the readiness answer, which has the same checks whether it says 200 or 503. */
export function readReadiness(ok: boolean, answer: unknown): Readiness {
  const list = isRecord(answer) && Array.isArray(answer.checks) ? answer.checks : [];
  const checks = list.filter(isRecord).map((check) => ({
    name: String(check.name),
    ok: check.ok === true,
    detail:
      typeof check.detail === "string" ? check.detail : typeof check.reason === "string" ? check.reason : "",
  }));
  return { ready: ok, checks };
}

export const readinessQuery = queryOptions({
  queryKey: ["readiness"],
  // Not through the typed client: "not ready" is an answer here, not an error.
  queryFn: async () => {
    try {
      const response = await fetch("/api/health/ready");
      return readReadiness(response.ok, await response.json().catch(() => null));
    } catch (error) {
      throw asProblem(error);
    }
  },
  refetchInterval: 15_000,
});

export const outboxQuery = queryOptions({
  queryKey: ["outbox", "status"],
  queryFn: () => body(api.GET("/api/v1/outbox/status")),
  refetchInterval: 10_000,
});

export const deadLettersQuery = queryOptions({
  queryKey: ["outbox", "dead"],
  queryFn: () => body(api.GET("/api/v1/outbox/dead-letters", { params: { query: { limit: 200 } } })),
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
