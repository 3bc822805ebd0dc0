/** What the URLs of the pages of anomalies and baselines say. */
import { readRange, type RangeSearch } from "@/lib/range";
import { asId, asText, oneOf, type RawSearch } from "@/lib/search";

export const KINDS = [
  "spike",
  "drop",
  "level_shift",
  "trend",
  "flatline",
  "oscillation",
  "missing_data",
  "hard_limit",
] as const;
export const SEVERITIES = ["critical", "warning", "minor"] as const;
export const LASTING = ["open", "over", "all"] as const;

export interface AnomalySearch {
  q?: string;
  kind?: (typeof KINDS)[number];
  severity?: (typeof SEVERITIES)[number];
  /** Those that last are shown unless asked otherwise. */
  show?: (typeof LASTING)[number];
  device?: number;
}

export function readAnomalySearch(search: RawSearch): AnomalySearch {
  const show = oneOf(search.show, LASTING);
  return {
    q: asText(search.q),
    kind: oneOf(search.kind, KINDS),
    severity: oneOf(search.severity, SEVERITIES),
    show: show === "open" ? undefined : show,
    device: asId(search.device),
  };
}

/** One series, and the time to look at. */
export interface Inspected extends RangeSearch {
  device?: number;
  family?: string;
  metric?: string;
  object?: string;
}

export const readInspected = (search: RawSearch): Inspected => ({
  ...readRange(search),
  device: asId(search.device),
  family: asText(search.family),
  metric: asText(search.metric),
  object: asText(search.object),
});
