/** Questions about silences, and what can be done about one. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Silence } from "@/api/types";
import { allPages } from "@/ui/table/usePages";
import { tellDone, tellFailed } from "@/ui/toast";
import { t } from "./texts";

export const silencesKey = ["silences"] as const;

export const silencesQuery = queryOptions({
  queryKey: [...silencesKey, "all"],
  queryFn: () =>
    allPages((offset, limit) => body(api.GET("/api/v1/silences", { params: { query: { offset, limit } } }))),
  refetchInterval: 30_000,
});

export function useEndSilence() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (silence: Silence) =>
      body(api.POST("/api/v1/silences/{silence_id}/end", { params: { path: { silence_id: silence.id } } })),
    onSuccess: async () => {
      tellDone(t("ended"));
      await queries.invalidateQueries({ queryKey: silencesKey });
    },
    onError: (error) => tellFailed(t("notEnded"), error),
  });
}

/** What a silence is for, in one line: `if:edge-1:* · link_down · minor`. */
export function subjectOf(silence: Silence, sites: readonly string[], pools: readonly string[]): string {
  const { objects = [], conditions = [], severities = [] } = silence.matcher;
  return [objects, conditions, severities, [...sites, ...pools]]
    .filter((part) => part.length > 0)
    .map((part) => part.join(", "))
    .join(" · ");
}
