/** Where traffic would run after a loss, on the drawing: how much more, and how full that makes a link. Pure. */
import type { Traffic } from "@/api/types";
import { bits, shortCount } from "@/lib/format";
import type { EdgeElement, Elements } from "./elements";
import { stepOf, usedText } from "./live";
import { t } from "./texts";

type Shift = Traffic["shifts"][number];

/** What becomes of a link's load: `overfull` is more than it can carry. */
export const SHIFTS = ["overfull", "more", "less"] as const;
export type ShiftMark = (typeof SHIFTS)[number];

const FULL = 1;

export function amountText(basis: Traffic["basis"], change: number): string {
  const size = Math.abs(change);
  const amount = basis === "uniform" ? t("pairs", { count: size, short: shortCount(size) }) : bits(size);
  return `${change > 0 ? "+" : "−"}${amount}`;
}

/** The drawing with what a loss would shift; a link is drawn so in each of its layers. */
export function withShifts(drawn: Elements, traffic: Traffic | undefined): Elements {
  if (!traffic || traffic.shifts.length === 0) return drawn;
  const byLink = new Map<string, Shift[]>();
  for (const shift of traffic.shifts) byLink.set(shift.link, [...(byLink.get(shift.link) ?? []), shift]);
  const edges = drawn.edges.map((edge) => {
    const found = byLink.get(edge.key.slice(edge.key.indexOf(":") + 1));
    return found ? shifted(edge, found, traffic.basis) : edge;
  });
  return { nodes: drawn.nodes, edges };
}

function shifted(edge: EdgeElement, found: readonly Shift[], basis: Traffic["basis"]): EdgeElement {
  const most = found.reduce((a, b) => (b.change > a.change ? b : a));
  const used = (device: string) => found.find((shift) => shift.source === device)?.after ?? null;
  const [there, back] = [used(edge.source), used(edge.target)];
  const marked = { ...edge, shift: markOf(found), label: amountText(basis, most.change) };
  if (there === null && back === null) return marked;
  const [stepSource, stepTarget] = [stepOf(there), stepOf(back)];
  return {
    ...marked,
    atSource: usedText(there),
    atTarget: usedText(back),
    stepSource,
    stepTarget,
    step: Math.max(stepSource, stepTarget),
  };
}

function markOf(found: readonly Shift[]): ShiftMark {
  if (found.some(({ after, change }) => change > 0 && after !== null && after > FULL)) return "overfull";
  return found.some(({ change }) => change > 0) ? "more" : "less";
}

/** What stands for several links: the worst of theirs. */
export const worstShift = (edges: readonly EdgeElement[]): ShiftMark | undefined =>
  SHIFTS.find((one) => edges.some((edge) => edge.shift === one));
