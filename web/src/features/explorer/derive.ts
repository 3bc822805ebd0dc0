/** Lines made from lines: how fast one changes, and what all are together. */
import type { Point } from "@/features/series/points";

/** The change a second between neighbouring points; a gap breaks it. */
export function changeOf(points: readonly Point[]): Point[] {
  return points.map(([ms, value], index): Point => {
    const before = points[index - 1];
    if (value === null || before?.[1] == null || ms === before[0]) return [ms, null];
    return [ms, (value - before[1]) / ((ms - before[0]) / 1000)];
  });
}

/** The sum at each moment of what is known then. */
export function totalOf(all: readonly (readonly Point[])[]): Point[] {
  const sums = new Map<number, number | null>();
  for (const points of all) {
    for (const [ms, value] of points) {
      const so = sums.get(ms) ?? null;
      sums.set(ms, value === null ? so : (so ?? 0) + value);
    }
  }
  return [...sums].sort(([a], [b]) => a - b);
}

export interface Summary {
  last: number | null;
  min: number | null;
  mean: number | null;
  p95: number | null;
  max: number | null;
  /** 0..1 of the steps that are known. */
  known: number;
}

/** What a line says in numbers. The 95th percentile is the nearest rank, as billing counts it. */
export function summaryOf(points: readonly Point[]): Summary {
  const values = points.map(([, value]) => value).filter((value) => value !== null);
  if (values.length === 0) return { last: null, min: null, mean: null, p95: null, max: null, known: 0 };
  const sorted = [...values].sort((a, b) => a - b);
  return {
    last: values.at(-1) ?? null,
    min: sorted[0] ?? null,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    p95: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? null,
    max: sorted.at(-1) ?? null,
    known: values.length / points.length,
  };
}
