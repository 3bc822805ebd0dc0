/** States over a period as pieces of a strip. Pure. */

export type SpanState = "up" | "down" | "unknown" | "excluded";

export interface StateSpan {
  start: string;
  end: string;
  state: SpanState;
}

/** A piece in percent of the strip's length, and in epoch milliseconds. */
export interface Piece {
  left: number;
  width: number;
  state: SpanState;
  start: number;
  end: number;
}

/** Later ones are drawn over earlier ones: what is up hides nothing. */
const ORDER: readonly SpanState[] = ["up", "excluded", "unknown", "down"];
/** Nothing that is not up is too short to be seen. */
const LEAST_PERCENT = 0.5;
const MOST_PIECES = 300;

/** The pieces of a strip from `start` to `end`, in the order in which they are drawn. */
export function piecesOf(spans: readonly StateSpan[], start: number, end: number): Piece[] {
  const whole = end - start;
  if (whole <= 0) return [];
  const exact = spans
    .map((span) => ({ state: span.state, start: Date.parse(span.start), end: Date.parse(span.end) }))
    .filter((span) => span.end > start && span.start < end);
  const shown = exact.length > MOST_PIECES ? condensed(exact, start, whole) : exact;
  return shown
    .map((span) => {
      const left = ((Math.max(span.start, start) - start) / whole) * 100;
      const right = ((Math.min(span.end, end) - start) / whole) * 100;
      const width = span.state === "up" ? right - left : Math.max(right - left, LEAST_PERCENT);
      return { ...span, left: Math.min(left, 100 - width), width };
    })
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

interface Exact {
  state: SpanState;
  start: number;
  end: number;
}

/** As many pieces as can be told apart; each is the worst that was in it. */
function condensed(spans: readonly Exact[], start: number, whole: number): Exact[] {
  const step = whole / MOST_PIECES;
  const worst: SpanState[] = [];
  for (const span of spans) {
    const first = Math.max(0, Math.floor((span.start - start) / step));
    const last = Math.min(MOST_PIECES - 1, Math.ceil((span.end - start) / step) - 1);
    for (let at = first; at <= last; at += 1) {
      const before = worst[at];
      if (before === undefined || ORDER.indexOf(span.state) > ORDER.indexOf(before)) worst[at] = span.state;
    }
  }
  return worst.map((state, at) => ({ state, start: start + at * step, end: start + (at + 1) * step }));
}

/** A percentage cut after three decimals, as reports have it: never rounded up to a target. */
export const cutPercent = (value: number): string => (Math.floor(value * 1000 + 1e-6) / 1000).toFixed(3);
