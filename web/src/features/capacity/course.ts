/** The shapes of a small chart: what a series did, what it is likely to do, and its limit. */
import type { CapacityItem } from "@/api/types";

const DAY_MS = 86_400_000;
const LEAST_AHEAD_MS = 3.5 * DAY_MS;
const MOST_AHEAD_MS = 28 * DAY_MS;
const ROOM = 1.15;

export interface Box {
  width: number;
  height: number;
}

/** Paths in a box; `cone` is where the ends of the slope's interval lead, `limit` a height where the limit is in sight. */
export interface Course {
  past: string;
  ahead?: string;
  cone?: string;
  limit?: number;
}

type Drawn = Pick<
  CapacityItem,
  | "history"
  | "history_from"
  | "history_step_s"
  | "at"
  | "level"
  | "threshold"
  | "rising"
  | "per_day"
  | "per_day_low"
  | "per_day_high"
  | "days"
>;

/** How far ahead is drawn: to the limit and a little beyond, between some days and four weeks. */
export const aheadMs = (item: Pick<Drawn, "days">): number =>
  Math.min(MOST_AHEAD_MS, Math.max(LEAST_AHEAD_MS, item.days * DAY_MS * ROOM));

export function courseOf(item: Drawn, box: Box): Course {
  const start = Date.parse(item.history_from);
  const now = Date.parse(item.at);
  const end = now + aheadMs(item);
  const away = (end - now) / DAY_MS;
  const middle = item.history.map(
    (value, index) => [start + (index + 0.5) * item.history_step_s * 1000, value] as const,
  );
  const leads = [item.per_day, item.per_day_low, item.per_day_high].map((slope) =>
    slope === null ? item.level : held(item.level + slope * away, item),
  );
  const inSight = item.days <= away;
  const known = middle.flatMap(([, value]) => (value === null ? [] : [value]));
  const heights = [...known, item.level, ...leads, ...(inSight ? [item.threshold] : [])];
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const x = (at: number) => round(((at - start) / (end - start)) * box.width);
  const y = (value: number) =>
    round(high === low ? box.height / 2 : box.height - 1 - ((value - low) / (high - low)) * (box.height - 2));
  const [likely = item.level, gentle = item.level, steep = item.level] = leads;
  const from = `M${x(now)} ${y(item.level)}`;
  const moves = item.per_day !== null;
  return {
    past: pathOf(middle, x, y),
    ahead: moves ? `${from}L${x(end)} ${y(likely)}` : undefined,
    cone: moves ? `${from}L${x(end)} ${y(gentle)}L${x(end)} ${y(steep)}Z` : undefined,
    limit: inSight ? y(item.threshold) : undefined,
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Lines end a little beyond the limit: where they would lead says nothing more. */
function held(value: number, item: Pick<Drawn, "threshold" | "rising" | "level">): number {
  const beyond = item.threshold + 0.1 * (item.threshold - item.level);
  return item.rising
    ? Math.min(value, Math.max(beyond, item.level))
    : Math.max(value, Math.min(beyond, item.level));
}

function pathOf(
  points: readonly (readonly [number, number | null])[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  let path = "";
  let pen = "M";
  for (const [at, value] of points) {
    if (value === null) {
      pen = "M";
      continue;
    }
    path += `${pen}${x(at)} ${y(value)}`;
    pen = "L";
  }
  return path;
}
