/** Springs between what is joined, and everything pushing everything off. Pure and deterministic. */
import { seed, type Plan, type Planned, type Spot } from "./plan";

const IDEAL = 120;

/** Springs and repulsion (Fruchterman and Reingold 1991); far apart, what a grid cell away does not reach is left out. */
export function forced({ nodes, edges }: Plan): Spot[] {
  const count = nodes.length;
  const spots = begun(nodes);
  const rounds = count > 600 ? 120 : 300;
  const known = nodes.some(({ at }) => at !== undefined);
  let heat = known ? IDEAL : IDEAL * 3;
  const cooling = Math.pow(1 / heat, 1 / rounds);
  for (let round = 0; round < rounds; round += 1) {
    const moves = spots.map(() => ({ x: 0, y: 0 }));
    repel(spots, nodes, moves);
    for (const [a, b] of edges) pull(spots, moves, a, b, nodes[a]?.group === nodes[b]?.group ? 1 : 0.35);
    gather(nodes, spots, moves);
    for (const [at, move] of moves.entries()) {
      const spot = spots[at];
      const length = Math.hypot(move.x, move.y);
      if (!spot || length === 0) continue;
      const step = Math.min(length, heat) / length;
      spot.x += move.x * step;
      spot.y += move.y * step;
    }
    heat *= cooling;
  }
  return spots;
}

/** What stands already stays; what is new begins beside its kind, or in a circle. */
function begun(nodes: readonly Planned[]): Spot[] {
  const radius = 40 * Math.sqrt(nodes.length) + 60;
  const met = new Map<string, number>();
  return nodes.map(({ at, group }, place) => {
    if (at && group === undefined) return { ...at };
    if (at) {
      const nth = met.get(`${group} ${at.x} ${at.y}`) ?? 0;
      met.set(`${group} ${at.x} ${at.y}`, nth + 1);
      return nth === 0 ? { ...at } : seed(nth, at, 40);
    }
    const angle = (2 * Math.PI * place) / nodes.length;
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

const CELL = IDEAL * 3;

function repel(spots: readonly Spot[], nodes: readonly Planned[], moves: readonly Spot[]): void {
  const cells = new Map<number, number[]>();
  const wide = spots.length > 600;
  const cellOf = ({ x, y }: Spot) => Math.floor(x / CELL) * 100_003 + Math.floor(y / CELL);
  if (wide) for (const [at, spot] of spots.entries()) put(cells, cellOf(spot), at);
  for (let a = 0; a < spots.length; a += 1) {
    const spot = spots[a];
    if (!spot) continue;
    if (!wide) {
      for (let b = a + 1; b < spots.length; b += 1) push(spots, nodes, moves, a, b);
      continue;
    }
    const home = cellOf(spot);
    for (const across of [-100_003, 0, 100_003])
      for (const down of [-1, 0, 1])
        for (const b of cells.get(home + across + down) ?? []) if (b > a) push(spots, nodes, moves, a, b);
  }
}

function put(cells: Map<number, number[]>, cell: number, at: number): void {
  const known = cells.get(cell);
  if (known) known.push(at);
  else cells.set(cell, [at]);
}

function push(
  spots: readonly Spot[],
  nodes: readonly Planned[],
  moves: readonly Spot[],
  a: number,
  b: number,
): void {
  const [p, q, mine, other] = [spots[a], spots[b], moves[a], moves[b]];
  if (!p || !q || !mine || !other) return;
  const x = p.x - q.x || (a - b) * 0.01;
  const y = p.y - q.y || 0.01;
  const room = IDEAL * ((nodes[a]?.size ?? 1) + (nodes[b]?.size ?? 1)) * 0.5;
  const strength = (room * room) / Math.max(x * x + y * y, 1);
  mine.x += x * strength;
  mine.y += y * strength;
  other.x -= x * strength;
  other.y -= y * strength;
}

function pull(spots: readonly Spot[], moves: readonly Spot[], a: number, b: number, weight: number): void {
  const [p, q, mine, other] = [spots[a], spots[b], moves[a], moves[b]];
  if (!p || !q || !mine || !other) return;
  const [x, y] = [p.x - q.x, p.y - q.y];
  const strength = (Math.hypot(x, y) / IDEAL) * weight;
  mine.x -= x * strength;
  mine.y -= y * strength;
  other.x += x * strength;
  other.y += y * strength;
}

/** A weak pull to the middle of all, so that nothing drifts off, and a stronger one to the middle of one's group. */
function gather(nodes: readonly Planned[], spots: readonly Spot[], moves: readonly Spot[]): void {
  const sums = new Map<string, [x: number, y: number, count: number]>();
  for (const [at, { group }] of nodes.entries()) {
    if (group === undefined) continue;
    const [x, y, count] = sums.get(group) ?? [0, 0, 0];
    sums.set(group, [x + (spots[at]?.x ?? 0), y + (spots[at]?.y ?? 0), count + 1]);
  }
  for (const [at, { group }] of nodes.entries()) {
    const [spot, move, sum] = [spots[at], moves[at], group === undefined ? undefined : sums.get(group)];
    if (!spot || !move) continue;
    const [x, y] = sum ? [sum[0] / sum[2], sum[1] / sum[2]] : [0, 0];
    move.x -= (spot.x - x) * (sum ? 1 : 0.3);
    move.y -= (spot.y - y) * (sum ? 1 : 0.3);
  }
}
