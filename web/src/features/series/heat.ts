/** Pure work for a heat map: what a line was, hour by hour of each day, by the clocks of the preferred zone. */
import { inZone } from "@/lib/zone";
import type { Point } from "./points";

export interface HeatCells {
  /** Dates (`2026-03-14`), the newest first. */
  days: readonly string[];
  /** Mean of what is known of an hour; hours of which nothing is known are left out. */
  cells: readonly (readonly [hour: number, day: number, mean: number])[];
  low: number;
  high: number;
}

/** The means of a line's points by day and hour. An hour that clocks show twice has the points of both. */
export function heatOf(points: readonly Point[], startMs: number, endMs: number): HeatCells {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [ms, value] of points) {
    if (value === null) continue;
    const key = inZone(ms).toISOString().slice(0, 13);
    const so = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, { sum: so.sum + value, count: so.count + 1 });
  }
  const days = daysOf(startMs, endMs);
  const place = new Map(days.map((day, index) => [day, index]));
  const cells = [...sums].flatMap(([key, { sum, count }]) => {
    const day = place.get(key.slice(0, 10));
    return day === undefined ? [] : [[Number(key.slice(11)), day, sum / count] as const];
  });
  const means = cells.map(([, , mean]) => mean);
  return { days, cells, low: Math.min(...means), high: Math.max(...means) };
}

/** The dates that a window touches, the newest first. */
function daysOf(startMs: number, endMs: number): string[] {
  const days: string[] = [];
  const last = inZone(startMs).toISOString().slice(0, 10);
  const at = inZone(endMs - 1);
  for (;;) {
    const day = at.toISOString().slice(0, 10);
    days.push(day);
    if (day <= last) return days;
    at.setUTCDate(at.getUTCDate() - 1);
  }
}

/** The hour of the day (0 to 23) with the largest mean over all days, and that mean. */
export function busiestHour({ cells }: HeatCells): { hour: number; mean: number } | null {
  const hours = new Map<number, { sum: number; count: number }>();
  for (const [hour, , mean] of cells) {
    const so = hours.get(hour) ?? { sum: 0, count: 0 };
    hours.set(hour, { sum: so.sum + mean, count: so.count + 1 });
  }
  let found: { hour: number; mean: number } | null = null;
  for (const [hour, { sum, count }] of hours)
    if (found === null || sum / count > found.mean) found = { hour, mean: sum / count };
  return found;
}
