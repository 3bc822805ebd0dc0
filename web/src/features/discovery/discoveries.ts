/** Questions and commands about discoveries. */
import { queryOptions, useMutation, useQueries, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Accepted, Discovery, DiscoveryInput, Finding, Page } from "@/api/types";
import { toldIn } from "@/i18n/sentences";
import { sayingOf } from "@/i18n/server";

export const discoveriesQuery = queryOptions({
  queryKey: ["discoveries", "list"],
  queryFn: () => body(api.GET("/api/v1/discoveries", { params: { query: { limit: 100 } } })),
  refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 3_000 : 30_000),
});

export const discoveryQuery = (discoveryId: number) =>
  queryOptions({
    queryKey: ["discoveries", "one", discoveryId],
    queryFn: async () => {
      const run = await body(
        api.GET("/api/v1/discoveries/{discovery_id}", { params: { path: { discovery_id: discoveryId } } }),
      );
      return toldIn(run, await sayingOf("problems"), "error");
    },
    refetchInterval: (query) => (query.state.data && isActive(query.state.data) ? 2_000 : false),
  });

export const isActive = (run: Discovery): boolean => run.status === "running";

export async function fetchFindings(
  discoveryId: number,
  match: Finding["match"] | undefined,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<Finding>> {
  const asked = body(
    api.GET("/api/v1/discoveries/{discovery_id}/findings", {
      params: { path: { discovery_id: discoveryId }, query: { match, offset, limit } },
      signal,
    }),
  );
  const [page, tell] = await Promise.all([asked, sayingOf("problems")]);
  return { ...page, items: page.items.map((finding) => toldIn(finding, tell, "match_reason")) };
}

export const MATCHES = ["new", "known", "conflict"] as const satisfies readonly Finding["match"][];
export type Counts = Readonly<Record<(typeof MATCHES)[number], number>>;

/** How many findings are new, known or in conflict; undefined until all of it is known. */
export function useCounts(discoveryId: number, running: boolean): Counts | undefined {
  return useQueries({
    queries: MATCHES.map((match) => ({
      queryKey: ["discoveries", "findings", discoveryId, "count", match],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchFindings(discoveryId, match, 0, 1, signal),
      refetchInterval: running ? 3_000 : (false as const),
    })),
    combine: (answers) => {
      const [fresh, known, conflict] = answers.map((answer) => answer.data?.total);
      return fresh === undefined || known === undefined || conflict === undefined
        ? undefined
        : { new: fresh, known, conflict };
    },
  });
}

export function useStartDiscovery() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run: DiscoveryInput) => body(api.POST("/api/v1/discoveries", { body: run })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["discoveries"] }),
  });
}

export type Steering = "pause" | "cancel" | "resume";

export function useSteer(discoveryId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (verb: Steering) => {
      const params = { path: { discovery_id: discoveryId } };
      switch (verb) {
        case "pause":
          return body(api.POST("/api/v1/discoveries/{discovery_id}/pause", { params }));
        case "cancel":
          return body(api.POST("/api/v1/discoveries/{discovery_id}/cancel", { params }));
        case "resume":
          return body(api.POST("/api/v1/discoveries/{discovery_id}/resume", { params }));
      }
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["discoveries"] }),
  });
}

export function useAcceptFindings(discoveryId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (findings: readonly number[] | "all"): Promise<Accepted> =>
      body(
        api.POST("/api/v1/discoveries/{discovery_id}/accept", {
          params: { path: { discovery_id: discoveryId } },
          body: { finding_ids: findings === "all" ? "all" : [...findings] },
        }),
      ),
    onSuccess: () => {
      for (const key of ["discoveries", "devices", "overview", "sites"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
