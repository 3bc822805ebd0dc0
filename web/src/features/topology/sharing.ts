/** What of a new map is as it was stays the same object, so that it is not drawn again. Pure. */
import type { NetworkMap } from "@/api/types";

/** The general way compares by making copies, which is a long while for a page with thousands of links. */
export function shared(old: unknown, next: unknown): unknown {
  if (old === next || !isMap(old) || !isMap(next)) return next;
  return {
    ...next,
    nodes: kept(old.nodes, next.nodes),
    edges: kept(old.edges, next.edges),
    shape: same(old.shape, next.shape) ? old.shape : next.shape,
  };
}

const isMap = (one: unknown): one is NetworkMap =>
  typeof one === "object" && one !== null && "nodes" in one && "edges" in one && "shape" in one;

/** The new list with the old entries where they are equal and at the same place; the old list when all are. */
function kept<T>(old: readonly T[], next: readonly T[]): T[] {
  const found = next.map((one, at) => {
    const before = old[at];
    return before !== undefined && same(before, one) ? before : one;
  });
  return found.length === old.length && found.every((one, at) => one === old[at]) ? (old as T[]) : found;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
