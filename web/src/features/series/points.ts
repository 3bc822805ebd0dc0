/** Pure work on points: aligning series on one time axis, keeping gaps, finding where nothing is known. */
export type Point = readonly [ms: number, value: number | null];

/** uPlot's form: one array of epoch seconds and one array of values for each series. */
export interface Aligned {
  x: number[];
  ys: (number | null)[][];
}

/**
 * Put series on one axis. A moment that a series does not have is null; where all are silent for more than
 * one and a half steps a null moment is set in between, so that no line is drawn across silence.
 */
export function align(series: readonly (readonly Point[])[], stepSeconds: number): Aligned {
  const moments = new Set<number>();
  for (const points of series) for (const [ms] of points) moments.add(ms);
  const sorted = [...moments].sort((a, b) => a - b);
  const x: number[] = [];
  const breaks = stepSeconds * 1500;
  sorted.forEach((ms, index) => {
    const before = sorted[index - 1];
    if (before !== undefined && ms - before > breaks) x.push(before + stepSeconds * 1000);
    x.push(ms);
  });
  const ys = series.map((points) => {
    const values = new Map(points.map(([ms, value]) => [ms, value]));
    return x.map((ms) => values.get(ms) ?? null);
  });
  return { x: x.map((ms) => ms / 1000), ys };
}

export type Span = readonly [fromSeconds: number, toSeconds: number];

/** A sample that is this many steps late is missing. */
const LATE_STEPS = 2.5;

/**
 * Where no series knows anything, in epoch seconds: before the first point, between points, after the last.
 * The last steps of the window are not called a gap at once: the newest sample may still be on its way.
 */
export function gapsOf(data: Aligned, start: number, end: number, stepSeconds: number): Span[] {
  const known = data.x.filter((_, index) => data.ys.some((values) => values[index] !== null));
  const least = stepSeconds * 1.5;
  const spans: Span[] = [];
  let at = start;
  for (const moment of known) {
    if (moment - at > least) spans.push([at, moment]);
    at = moment;
  }
  const late = end - at;
  if (late > stepSeconds * LATE_STEPS || known.length === 0) spans.push([at, end]);
  return spans;
}

/** Values with silence on both sides: no line leads to them, so they are drawn as dots. */
export function lonePoints(values: ArrayLike<number | null | undefined>): number[] {
  const found: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const alone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
    if (alone && (values[index] ?? null) !== null) found.push(index);
  }
  return found;
}

/** When anything was known last, in epoch ms. */
export function lastKnownAt(series: readonly (readonly Point[])[]): number | null {
  let found: number | null = null;
  for (const points of series) {
    const last = points.findLast(([, value]) => value !== null);
    if (last && (found === null || last[0] > found)) found = last[0];
  }
  return found;
}

/** Whether that is too long ago to be called the present. */
export const isLate = (at: number, end: number, stepSeconds: number): boolean =>
  end - at > stepSeconds * LATE_STEPS * 1000;

/** The last known value, if the series has any. */
export function latest(points: readonly Point[]): number | null {
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const value = points[index]?.[1];
    if (value !== null && value !== undefined) return value;
  }
  return null;
}

export interface Extent {
  min: number;
  max: number;
}

export function extentOf(points: readonly Point[]): Extent | null {
  let found: Extent | null = null;
  for (const [, value] of points) {
    if (value === null) continue;
    found = found
      ? { min: Math.min(found.min, value), max: Math.max(found.max, value) }
      : { min: value, max: value };
  }
  return found;
}

/** An SVG path through points in a box, broken at gaps. A lone point between gaps becomes a short dash. */
export function sparkPath(
  points: readonly Point[],
  box: { start: number; end: number; width: number; height: number },
  extent: Extent,
): string {
  const high = extent.max - extent.min || Math.abs(extent.max) || 1;
  const place = (ms: number, value: number): string => {
    const left = ((ms - box.start) / (box.end - box.start)) * box.width;
    const top = box.height - 1 - ((value - extent.min) / high) * (box.height - 2);
    return `${left.toFixed(1)} ${top.toFixed(1)}`;
  };
  let path = "";
  let drawing = false;
  points.forEach(([ms, value], index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    path += `${drawing ? "L" : "M"}${place(ms, value)}`;
    const alone = !drawing && (points[index + 1]?.[1] ?? null) === null;
    if (alone) path += "h1.5";
    drawing = true;
  });
  return path;
}

export type Known = "up" | "down" | "mixed" | "unknown";

/** What an averaged 0/1 series says about each step: answered, did not, both, or nobody could tell. */
export function availabilityOf(value: number | null): Known {
  if (value === null) return "unknown";
  if (value >= 0.999) return "up";
  return value <= 0.001 ? "down" : "mixed";
}

/** The answered share of the time that is known, and the known share of all time. */
export function availabilitySummary(points: readonly Point[]): { answered: number | null; known: number } {
  const values = points.map(([, value]) => value).filter((value) => value !== null);
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    answered: values.length > 0 ? sum / values.length : null,
    known: points.length > 0 ? values.length / points.length : 0,
  };
}
