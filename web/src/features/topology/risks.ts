/** Failures ranked by what they cut off, and where one more link would help: the question, and its answer in words. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { RiskImpact, Risks } from "@/api/types";
import { t } from "./texts";
import { mapKey } from "./topology";

export const risksQuery = queryOptions({
  queryKey: [...mapKey, "risks"],
  queryFn: ({ signal }): Promise<Risks> =>
    body(api.GET("/api/v1/topology/risks", { params: { query: { limit: 50 } }, signal })),
});

/** What is lost, as a person would name it. */
export function lossText(failures: readonly string[]): string {
  return failures.map((failure) => failure.replace(/^(link|node|risk):/, "").replace(":", " ")).join(" + ");
}

/** What that does to the others. */
export function impactText(impact: RiskImpact): string {
  if (impact.lost_pairs > 0) return t("cutsOff", { count: impact.lost_pairs / 2 });
  if (impact.dearer_pairs > 0)
    return t("makesDearer", { count: impact.dearer_pairs, cost: impact.added_cost });
  return t("harmless");
}

/** Failures that do something to somebody. */
export const harmful = (impacts: readonly RiskImpact[]): RiskImpact[] =>
  impacts.filter((impact) => impact.lost_pairs > 0 || impact.dearer_pairs > 0);
