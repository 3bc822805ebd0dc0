/** From an answer of the store to the lines of a chart. */
import type { SeriesResult } from "@/api/types";
import type { ChartSeries } from "@/features/series/Chart";
import { words } from "@/lib/format";
import { shifted } from "@/features/series/band";
import { changeOf, totalOf } from "./derive";
import { t } from "./texts";

/** The server's number for all devices together. */
const ALL = 0;
export const COLORS = 6;
export type Derivation = "none" | "change" | "total";

export interface Line extends ChartSeries {
  unit: string;
  /** What it measures, in words. */
  measures: string;
}

interface Naming {
  nameOf: (deviceId: number) => string;
  devices: number;
  metrics: number;
}

/** A line's name says only what tells it from the others. */
export function labelOf(
  series: { device_id: number; object: string; metric: string },
  naming: Naming,
): string {
  const parts = [
    series.device_id === ALL ? t("together") : naming.devices !== 1 ? naming.nameOf(series.device_id) : "",
    series.object,
    naming.metrics > 1 ? words(series.metric) : "",
  ];
  return parts.filter(Boolean).join(" · ") || words(series.metric);
}

export function linesOf(result: SeriesResult | undefined, naming: Naming, derivation: Derivation): Line[] {
  const all = result?.series ?? [];
  if (derivation === "total" && all.length > 0) {
    const total = totalOf(all.map((series) => series.points));
    const measures = [...new Set(all.map((series) => words(series.metric)))].join(", ");
    return [{ key: "total", label: t("total"), color: 1, points: total, unit: all[0]?.unit ?? "", measures }];
  }
  return all.map((series, index) => ({
    key: `${series.device_id}|${series.object}|${series.metric}`,
    label: labelOf(series, naming),
    color: (index % COLORS) + 1,
    dashed: index >= COLORS,
    points: derivation === "change" ? changeOf(series.points) : series.points,
    unit: derivation === "change" ? `${series.unit}/s` : series.unit,
    measures: words(series.metric),
  }));
}

/** The same lines of an earlier time, dashed, on the present axis. */
export function earlier(lines: readonly Line[], shiftMs: number, label: string): Line[] {
  return lines.map((line) => ({
    ...line,
    key: `${line.key}|earlier`,
    label: `${line.label}, ${label}`,
    dashed: true,
    points: shifted(line.points, shiftMs),
  }));
}

/** What a chart of these lines is called. */
export const titleOf = (lines: readonly Line[]): string =>
  [...new Set(lines.map((line) => line.measures))].join(", ");

/** Lines that share a unit share a chart. */
export function byUnit(lines: readonly Line[]): Map<string, Line[]> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(line.unit, [...(groups.get(line.unit) ?? []), line]);
  return groups;
}
