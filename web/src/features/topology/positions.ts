/** Where things stand on the map, by four ways of laying out. Pure and deterministic; runs in a worker. */
import { forced } from "./forces";
import { seed, type Plan, type Planned, type Spot } from "./plan";

/** Lay out a plan; `tell` hears the part that is done, 0..1, where it takes a while. */
export function positionsOf(plan: Plan, tell: (done: number) => void = () => undefined): Spot[] {
  if (plan.layout === "layered") return layered(plan);
  if (plan.layout === "circle") return circles(plan);
  if (plan.layout === "geographic") return fanned(plan.nodes);
  return forced(plan, tell);
}

const FAN = 16;

/** Those of one place fan out around it; one alone stands on it. */
function fanned(nodes: readonly Planned[]): Spot[] {
  const met = new Map<string, number>();
  return nodes.map(({ place }) => {
    if (!place) return { x: 0, y: 0 };
    const key = `${place.x} ${place.y}`;
    const count = met.get(key) ?? 0;
    met.set(key, count + 1);
    return count === 0 ? place : seed(count, place, FAN);
  });
}

function degrees({ nodes, edges }: Plan): number[] {
  const found = nodes.map(() => 0);
  for (const [a, b] of edges) {
    found[a] = (found[a] ?? 0) + 1;
    found[b] = (found[b] ?? 0) + 1;
  }
  return found;
}

/** Rings around what has most links. */
function circles(plan: Plan): Spot[] {
  const degree = degrees(plan);
  const order = plan.nodes.map((_, at) => at).sort((a, b) => (degree[b] ?? 0) - (degree[a] ?? 0) || a - b);
  const found: Spot[] = plan.nodes.map(() => ({ x: 0, y: 0 }));
  let [ring, held] = [0, 0];
  for (const [place, at] of order.entries()) {
    const room = ring === 0 ? 1 : ring * 8;
    const angle = (2 * Math.PI * (place - held)) / Math.min(room, order.length - held);
    found[at] = { x: ring * 110 * Math.cos(angle), y: ring * 110 * Math.sin(angle) };
    if (place - held + 1 >= room) [ring, held] = [ring + 1, place + 1];
  }
  return found;
}

const ROW = 40;

/** Rows by the distance from the core: what stands there by its role, else what has most links. */
function layered(plan: Plan): Spot[] {
  const beside: number[][] = plan.nodes.map(() => []);
  for (const [a, b] of plan.edges) {
    beside[a]?.push(b);
    beside[b]?.push(a);
  }
  const rank = ranks(plan, beside);
  const rows = Array.from({ length: Math.max(-1, ...rank) + 1 }, (): number[] => []);
  rank.forEach((row, at) => rows[row]?.push(at));
  const column = plan.nodes.map((_, at) => at);
  for (const row of rows) settle(row, beside, rank, column);
  const found: Spot[] = plan.nodes.map(() => ({ x: 0, y: 0 }));
  let top = 0;
  for (const row of rows) {
    for (let from = 0; from < row.length; from += ROW) {
      const part = row.slice(from, from + ROW);
      part.forEach((at, place) => (found[at] = { x: (place - (part.length - 1) / 2) * 110, y: top }));
      top += from + ROW < row.length ? 70 : 160;
    }
  }
  return found;
}

function ranks(plan: Plan, beside: readonly (readonly number[])[]): number[] {
  const rank = plan.nodes.map(() => -1);
  const named = plan.nodes.flatMap(({ core }, at) => (core ? [at] : []));
  let queue = named.length * 2 <= plan.nodes.length ? named : [];
  const byDegree = plan.nodes.map((_, at) => at).sort((a, b) => reach(beside, b) - reach(beside, a) || a - b);
  for (const next of [undefined, ...byDegree]) {
    if (next !== undefined && queue.length === 0 && rank[next] === -1) queue = [next];
    for (const at of queue) if (rank[at] === -1) rank[at] = 0;
    for (const at of queue) {
      for (const other of beside[at] ?? []) {
        if (rank[other] !== -1) continue;
        rank[other] = (rank[at] ?? 0) + 1;
        queue.push(other);
      }
    }
    queue = [];
  }
  return rank;
}

const reach = (beside: readonly (readonly number[])[], at: number) => beside[at]?.length ?? 0;

/** Order a row by the middle of what each is joined to in the row above. */
function settle(
  row: number[],
  beside: readonly (readonly number[])[],
  rank: number[],
  column: number[],
): void {
  const middle = (at: number) => {
    const above = (beside[at] ?? []).filter((other) => (rank[other] ?? 0) < (rank[at] ?? 0));
    return above.length ? above.reduce((sum, other) => sum + (column[other] ?? 0), 0) / above.length : 0.5;
  };
  const wanted = new Map(row.map((at) => [at, middle(at)]));
  row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || a - b);
  row.forEach((at, place) => (column[at] = (place + 0.5) / row.length));
}
