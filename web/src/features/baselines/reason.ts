/** Why something is an anomaly, in the language of the page. */
import type { Anomaly } from "@/api/types";
import { saidOf } from "@/i18n/catalogue";
import { inUnit, significant } from "@/lib/format";
import "./texts";
import { unitOf } from "./units";

type Told = Pick<Anomaly, "kind" | "metric" | "value" | "expected" | "low" | "high" | "z" | "reason">;

/** The server's sentence, or in another language that of its kind with the same numbers. */
export function reasonOf(anomaly: Told): string {
  const unit = unitOf(anomaly.metric);
  return saidOf(anomaly.reason, "baselines", `reason.${caseOf(anomaly)}`, {
    value: inUnit(anomaly.value, unit),
    expected: inUnit(anomaly.expected, unit),
    low: inUnit(anomaly.low, unit),
    high: inUnit(anomaly.high, unit),
    z: significant(Math.abs(anomaly.z)),
  });
}

/** Which sentence the server chose. */
export function caseOf({ kind, value, expected, low, high }: Omit<Told, "reason">): string {
  if (kind === "missing_data" || kind === "flatline") return kind;
  if (kind === "hard_limit" && value !== null) return kind;
  if (expected === null || value === null || low === null || high === null) return "departs";
  return value >= expected ? "above" : "below";
}
