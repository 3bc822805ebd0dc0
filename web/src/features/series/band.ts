/** What may lie behind a chart's lines: a band, the same time a week before, annotations, limits. */
import type { Point } from "./points";

/** What is usual: between `low` and `high`, both in the chart's unit. A moment without both is a gap. */
export interface Band {
  label: string;
  low: readonly Point[];
  high: readonly Point[];
}

/** What is likely to come: a line of its own beyond the lines, between `low` and `high`. */
export interface Forecast {
  key: string;
  label: string;
  /** The colour of the line that it continues. */
  color: number;
  expected: readonly Point[];
  low: readonly Point[];
  high: readonly Point[];
  /** Drawn below the axis, as the line that it continues. */
  below?: boolean;
}

/** The same below the axis: what was the upper edge is the lower one. */
export function mirrored({ expected, low, high }: Pick<Forecast, "expected" | "low" | "high">) {
  const down = (points: readonly Point[]) =>
    points.map(([ms, value]): Point => [ms, value === null ? null : -value]);
  return { expected: down(expected), low: down(high), high: down(low) };
}

/** Where a drawing with forecasts ends. */
export const endOf = (forecasts: readonly Forecast[], end: number): number =>
  Math.max(end, ...forecasts.map(({ expected }) => expected.at(-1)?.[0] ?? end));

/** Something that happened: at a moment, or from `at` to `until` (epoch ms). */
export interface Annotation {
  id: string;
  at: number;
  until?: number;
  label: string;
  tone: "bad" | "warning" | "info" | "good";
}

/** A limit, as a line across the chart in its unit. */
export interface LimitLine {
  at: number;
  label: string;
  tone: "bad" | "warning";
}

export const COMPARISONS = ["none", "day", "week"] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const SHIFT_MS: Readonly<Record<Comparison, number>> = {
  none: 0,
  day: 86_400_000,
  week: 604_800_000,
};

/** Points of an earlier time, moved onto the present axis. */
export const shifted = (points: readonly Point[], ms: number): Point[] =>
  points.map(([at, value]): Point => [at + ms, value]);

/** The annotations that touch a window. */
export function annotationsIn(
  annotations: readonly Annotation[],
  window: { start: number; end: number },
): Annotation[] {
  return annotations.filter(({ at, until = at }) => until >= window.start && at <= window.end);
}

/** The annotation nearest to a moment, within `reachMs`. A span holds everything inside it. */
export function annotationAt(
  annotations: readonly Annotation[],
  ms: number,
  reachMs: number,
): Annotation | undefined {
  let found: Annotation | undefined;
  let least = reachMs;
  for (const one of annotations) {
    const { at, until = at } = one;
    const distance = ms < at ? at - ms : ms > until ? ms - until : 0;
    if (distance <= least) {
      least = distance;
      found = one;
    }
  }
  return found;
}

/** As far as the nearest limit above and below what is drawn: how near it is can then be seen. */
export function reaching(min: number, max: number, limits: readonly LimitLine[]): [number, number] {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [min, max];
  const below = limits.map(({ at }) => at).filter((at) => at < min);
  const above = limits.map(({ at }) => at).filter((at) => at > max);
  return [below.length > 0 ? Math.max(...below) : min, above.length > 0 ? Math.min(...above) : max];
}
