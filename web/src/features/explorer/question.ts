/** What the explorer asks, as its URL says it. */
import type { Aggregation } from "@/api/types";
import { COMPARISONS, type Comparison } from "@/features/series/band";
import { readRange, type RangeSearch } from "@/lib/range";
import { asId, asText, oneOf, type RawSearch } from "@/lib/search";

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
  /** Ids of devices, joined by commas; none is all, those of a pool, or those that a text finds. */
  device?: string;
  pool?: number;
  q?: string;
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

export interface Question {
  family: string;
  metrics: readonly string[];
  /** None: all devices, those of a site, a pool, or that a text finds. What stands out among them is shown. */
  devices: readonly number[];
  site?: number;
  pool?: number;
  q?: string;
  objects: readonly string[];
  agg: Aggregation;
  top?: number;
  /** What has a line of its own; each object when nothing is said. */
  split?: Split;
}

export function readExplorer(search: RawSearch): ExplorerSearch {
  const top = Number(search.top);
  return {
    ...readRange(search),
    family: asText(search.family),
    metric: asText(search.metric),
    device: asText(search.device),
    pool: asId(search.pool),
    q: asText(search.q),
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

/** What a question is about, as values of a choice: `pool:3`, `q:edge`, or devices. */
export function subjectsOf({ devices, pool, q }: Pick<Question, "devices" | "pool" | "q">): string[] {
  if (devices.length > 0) return devices.map(String);
  return [...(pool === undefined ? [] : [`pool:${pool}`]), ...(q === undefined ? [] : [`q:${q}`])];
}

/** What the address says after a choice: devices stand alone, a pool and a text go together. */
export function subjectsChosen(
  values: readonly string[],
  before: readonly string[],
): Partial<ExplorerSearch> {
  const added = values.find((value) => !before.includes(value));
  const isDevice = (value: string) => /^\d+$/.test(value);
  const kept = values.filter((value) => added === undefined || isDevice(value) === isDevice(added));
  const last = (prefix: string) => kept.findLast((value) => value.startsWith(prefix))?.slice(prefix.length);
  return {
    device: kept.filter(isDevice).join(",") || undefined,
    pool: asId(last("pool:")),
    q: last("q:"),
    object: undefined,
  };
}
