/** Time ranges: a rolling one by name, or a fixed one by its ends. Both live in the URL. */
import { asText, type RawSearch } from "./search";
import { t } from "./texts";

export const RANGES = ["15m", "1h", "6h", "24h", "7d", "30d"] as const;
export type RangeName = (typeof RANGES)[number];
export const DEFAULT_RANGE: RangeName = "1h";

const SECONDS: Readonly<Record<RangeName, number>> = {
  "15m": 900,
  "1h": 3_600,
  "6h": 21_600,
  "24h": 86_400,
  "7d": 604_800,
  "30d": 2_592_000,
};

export const RANGE_LABEL: Readonly<Record<RangeName, string>> = {
  "15m": t("range.15m"),
  "1h": t("range.1h"),
  "6h": t("range.6h"),
  "24h": t("range.24h"),
  "7d": t("range.7d"),
  "30d": t("range.30d"),
};

/** What the URL says. `from` and `to` are epoch seconds of a fixed window and win over `range`. */
export interface RangeSearch {
  range?: RangeName;
  from?: number;
  to?: number;
}

/** A window in epoch milliseconds with the step to ask for. */
export interface Window {
  start: number;
  end: number;
  stepSeconds: number;
  rolling: boolean;
}

export function readRange(search: RawSearch): RangeSearch {
  const from = Number(asText(search.from));
  const to = Number(asText(search.to));
  if (Number.isFinite(from) && Number.isFinite(to) && from > 0 && to - from >= 30) return { from, to };
  const range = RANGES.find((name) => name === search.range);
  return range && range !== DEFAULT_RANGE ? { range } : {};
}

const STEPS = [10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 86_400];

/** The smallest round step that keeps a window of `seconds` at or below `points`, never below the poll interval. */
export function stepFor(seconds: number, points: number, intervalSeconds = 60): number {
  const wanted = Math.max(seconds / points, intervalSeconds);
  return STEPS.find((step) => step >= wanted) ?? 86_400;
}

/** The same window in steps that hold at least one sample of what is read every `seconds`. */
export function inStepsOf(window: Window, seconds: number, points?: number): Window {
  const span = (window.end - window.start) / 1000;
  const least = points === undefined ? window.stepSeconds : stepFor(span, points, seconds);
  return { ...window, stepSeconds: stepFor(span, Number.MAX_SAFE_INTEGER, Math.max(least, seconds)) };
}

const MOST_S = 366 * 86_400;

/** The ends in epoch seconds that the URL means now. */
function endsOf(search: RangeSearch, now: number): { from: number; to: number } {
  if (search.from !== undefined && search.to !== undefined) return { from: search.from, to: search.to };
  const to = Math.floor(now / 1000);
  return { from: to - SECONDS[search.range ?? DEFAULT_RANGE], to };
}

/** Nearer to the present than this is the present. */
const NEAR_S = 60;

/** The window before (-1) or after (1) this one, as long as it. What reaches the present rolls again, if it has a name. */
export function stepped(search: RangeSearch, now: number, direction: -1 | 1): RangeSearch {
  const { from, to } = endsOf(search, now);
  const length = to - from;
  const end = Math.floor(now / 1000);
  if (direction === -1) return { from: from - length, to: from };
  if (to + length < end - NEAR_S) return { from: to, to: to + length };
  const named = RANGES.find((name) => SECONDS[name] === length);
  if (named !== undefined) return named === DEFAULT_RANGE ? {} : { range: named };
  return { from: end - length, to: end };
}

/** Twice as long around the same middle, as far as there can be anything: neither later than now nor for years. */
export function widened(search: RangeSearch, now: number): RangeSearch {
  const { from, to } = endsOf(search, now);
  const length = Math.min(2 * (to - from), MOST_S);
  const end = Math.min(Math.floor(now / 1000), Math.ceil((from + to + length) / 2));
  return { from: end - length, to: end };
}

/** The window to show now. A rolling window ends on a step, so that equal questions stay equal for a while. */
export function windowOf(search: RangeSearch, now: number, points = 300, intervalSeconds = 60): Window {
  if (search.from !== undefined && search.to !== undefined) {
    const stepSeconds = stepFor(search.to - search.from, points, intervalSeconds);
    return { start: search.from * 1000, end: search.to * 1000, stepSeconds, rolling: false };
  }
  const seconds = SECONDS[search.range ?? DEFAULT_RANGE];
  const stepSeconds = stepFor(seconds, points, intervalSeconds);
  const grid = Math.min(stepSeconds, 30) * 1000;
  const end = Math.floor(now / grid) * grid;
  return { start: end - seconds * 1000, end, stepSeconds, rolling: true };
}
