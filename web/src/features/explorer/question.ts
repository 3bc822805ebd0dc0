/** What the explorer asks, as its URL says it. */
import type { Aggregation } from "@/api/types";
import { COMPARISONS, type Comparison } from "@/features/series/band";
import { readRange, type RangeSearch } from "@/lib/range";
import { asText, oneOf, type RawSearch } from "@/lib/search";

export const AGGREGATIONS = [
  "avg",
  "max",
  "min",
  "p95",
  "sum",
  "last",
] as const satisfies readonly Aggregation[];
export const SPLITS = ["object", "device", "none"] as const;
export type Split = (typeof SPLITS)[number];
export const DERIVATIONS = ["none", "change", "total"] as const;
export const VIEWS = ["heat"] as const;
export const TOPS = [5, 10, 20] as const;

export interface ExplorerSearch extends RangeSearch {
  family?: string;
  /** Metrics, joined by commas. */
  metric?: string;
  /** Ids of devices, joined by commas; none is all. */
  device?: string;
  /** Objects, joined by line feeds; their names may have commas. */
  object?: string;
  agg?: (typeof AGGREGATIONS)[number];
  top?: number;
  split?: Split;
  derive?: (typeof DERIVATIONS)[number];
  compare?: Comparison;
  /** Lines, when nothing is said. */
  view?: (typeof VIEWS)[number];
}

export function readExplorer(search: RawSearch): ExplorerSearch {
  const top = Number(search.top);
  return {
    ...readRange(search),
    family: asText(search.family),
    metric: asText(search.metric),
    device: asText(search.device),
    object: asText(search.object),
    agg: oneOf(search.agg, AGGREGATIONS),
    top: TOPS.find((one) => one === top),
    split: oneOf(search.split, SPLITS),
    derive: oneOf(search.derive, DERIVATIONS),
    compare: oneOf(search.compare, COMPARISONS),
    view: oneOf(search.view, VIEWS),
  };
}

export const listOf = (text: string | undefined, separator = ","): string[] =>
  (text ?? "").split(separator).filter((part) => part !== "");

export const idsOf = (text: string | undefined): number[] =>
  listOf(text)
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0);
