/** Questions about rules, and what can be done about them. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { RuleView } from "@/api/types";
import { sayingOf } from "@/i18n/server";
import { tellDone, tellFailed } from "@/ui/toast";
import { t } from "./texts";

export const NEW = "-new";
export const rulesKey = ["rules"] as const;
export const SEVERITIES = ["critical", "major", "minor", "warning", "info"] as const;

export const rulesQuery = queryOptions({
  queryKey: [...rulesKey, "all"],
  queryFn: () => body(api.GET("/api/v1/rules")),
  refetchInterval: 30_000,
});

export const ruleQuery = (key: string) =>
  queryOptions({
    queryKey: [...rulesKey, "one", key],
    queryFn: () => body(api.GET("/api/v1/rules/{key}", { params: { path: { key } } })),
    enabled: key !== NEW,
  });

export const vocabularyQuery = queryOptions({
  queryKey: [...rulesKey, "vocabulary"],
  queryFn: () => body(api.GET("/api/v1/rules/vocabulary")),
  staleTime: Infinity,
});

/** What a condition means, or where it is wrong. The last answer stands until the next one is there. */
export const checkQuery = (expression: string) =>
  queryOptions({
    queryKey: [...rulesKey, "check", expression],
    queryFn: async () => {
      const meaning = await body(api.POST("/api/v1/rules/check", { body: { expression } }));
      if (meaning.valid) return meaning;
      const tell = await sayingOf("problems");
      return { ...meaning, message: tell(meaning.message), hint: tell(meaning.hint) };
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });

export function useTrial() {
  return useMutation({
    mutationFn: ({ expression, hours }: { expression: string; hours: number }) =>
      body(api.POST("/api/v1/rules/trial", { body: { expression, hours, sites: [], pools: [] } })),
  });
}

export function useSwitch() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ view, enabled }: { view: RuleView; enabled: boolean }) =>
      body(
        api.PUT("/api/v1/rules/{key}", {
          params: { path: { key: view.key } },
          body: { ...view.rule, enabled },
        }),
      ),
    onSuccess: async (view) => {
      tellDone(t(view.rule.enabled ? "switchedOn" : "switchedOff", { name: view.rule.name }));
      await queries.invalidateQueries({ queryKey: rulesKey });
    },
    onError: (error) => tellFailed(t("notSaved"), error),
  });
}

export function useRemove(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (view: RuleView) => {
      await body(api.DELETE("/api/v1/rules/{key}", { params: { path: { key: view.key } } }));
    },
    onSuccess: async (_, view) => {
      tellDone(t(view.shipped ? "restored" : "removed", { name: view.rule.name }));
      onDone();
      await queries.invalidateQueries({ queryKey: rulesKey });
    },
    onError: (error) => tellFailed(t("notRemoved"), error),
  });
}
