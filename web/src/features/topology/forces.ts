/** Springs between what is joined, and everything pushing everything off. Pure and deterministic. */
import { seed, type Plan, type Planned, type Spot } from "./plan";

const IDEAL = 120;
/** What is more than a cell away does not push where there are so many that looking at all pairs would take seconds. */
const CELL = IDEAL * 3;
const MANY = 300;
/** A number for a cell out of its column and row. */
const COLUMN = 100_003;

/** Where all stand and where they are drawn to, as plain columns of numbers: thousands of them are touched each round. */
interface Field {
  x: Float64Array;
  y: Float64Array;
  toX: Float64Array;
  toY: Float64Array;
  size: Float64Array;
}

/** What nothing is joined to stands in rows below the others, where it would be driven off as far as it goes. */
export function forced(plan: Plan, tell: (done: number) => void): Spot[] {
  const joined = new Set(plan.edges.flat());
  const held = plan.nodes.flatMap(({ group }, at) => (joined.has(at) || group !== undefined ? [at] : []));
  if (held.length === 0 || held.length === plan.nodes.length) return sprung(plan, tell);
  const place = new Map(held.map((at, nth) => [at, nth]));
  const part: Plan = {
    ...plan,
    nodes: plan.nodes.filter((_, at) => place.has(at)),
    edges: plan.edges.map(([a, b]) => [place.get(a) ?? 0, place.get(b) ?? 0]),
  };
  const spots = sprung(part, tell);
  const below = rowsBelow(spots, plan.nodes.length - held.length);
  return plan.nodes.map((_, at) => spots[place.get(at) ?? -1] ?? below.next().value ?? { x: 0, y: 0 });
}

function* rowsBelow(spots: readonly Spot[], count: number): Generator<Spot, undefined> {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const bottom = ys.reduce((a, b) => Math.max(a, b));
  const columns = Math.max(Math.floor((right - left) / IDEAL) + 1, Math.ceil(2 * Math.sqrt(count)));
  for (let nth = 0; nth < count; nth += 1) {
    const [row, column] = [Math.floor(nth / columns), nth % columns];
    const across = Math.min(columns, count - row * columns);
    const x = (left + right) / 2 + (column - (across - 1) / 2) * IDEAL;
    yield { x, y: bottom + IDEAL * (row + 1.2) };
  }
}

/** Each pair once: two devices that share ten VPNs are not drawn ten times closer. */
function pairsOf(edges: Plan["edges"]): Plan["edges"] {
  const met = new Map(edges.map(([a, b]) => [Math.min(a, b) * 1e6 + Math.max(a, b), [a, b] as const]));
  return [...met.values()].map(([a, b]) => [a, b]);
}

/** Springs and repulsion (Fruchterman and Reingold 1991); far apart, what a grid cell away does not reach is left out. */
function sprung(plan: Plan, tell: (done: number) => void): Spot[] {
  const { nodes } = plan;
  const edges = pairsOf(plan.edges);
  const count = nodes.length;
  const field = fieldOf(nodes);
  const groups = groupsOf(nodes);
  const [from, to] = [Int32Array.from(edges, ([a]) => a), Int32Array.from(edges, ([, b]) => b)];
  const weight = Float64Array.from(edges, ([a, b]) => (nodes[a]?.group === nodes[b]?.group ? 1 : 0.35));
  const rounds = count > 600 ? 120 : 300;
  let heat = nodes.some(({ at }) => at !== undefined) ? IDEAL : IDEAL * 3;
  const cooling = Math.pow(1 / heat, 1 / rounds);
  for (let round = 0; round < rounds; round += 1) {
    field.toX.fill(0);
    field.toY.fill(0);
    if (count > MANY) repelNear(field);
    else repelAll(field);
    pull(field, from, to, weight);
    gather(field, groups);
    step(field, heat);
    heat *= cooling;
    tell((round + 1) / rounds);
  }
  return nodes.map((_, at) => ({ x: field.x[at] ?? 0, y: field.y[at] ?? 0 }));
}

function fieldOf(nodes: readonly Planned[]): Field {
  const spots = begun(nodes);
  return {
    x: Float64Array.from(spots, ({ x }) => x),
    y: Float64Array.from(spots, ({ y }) => y),
    toX: new Float64Array(nodes.length),
    toY: new Float64Array(nodes.length),
    size: Float64Array.from(nodes, ({ size }) => size),
  };
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

/** Number the groups; -1: in none. */
function groupsOf(nodes: readonly Planned[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(nodes, ({ group }) => {
    if (group === undefined) return -1;
    const known = numbers.get(group) ?? numbers.size;
    numbers.set(group, known);
    return known;
  });
}

function repelAll(field: Field): void {
  const count = field.x.length;
  for (let a = 0; a < count; a += 1) for (let b = a + 1; b < count; b += 1) push(field, a, b);
}

/** The same among what stands in cells side by side: each cell with itself and with half of those around it. */
function repelNear(field: Field): void {
  const cells = new Map<number, number[]>();
  for (let at = 0; at < field.x.length; at += 1) {
    const cell = Math.floor((field.x[at] ?? 0) / CELL) * COLUMN + Math.floor((field.y[at] ?? 0) / CELL);
    const known = cells.get(cell);
    if (known) known.push(at);
    else cells.set(cell, [at]);
  }
  for (const [cell, here] of cells) {
    for (let i = 0; i < here.length; i += 1)
      for (let j = i + 1; j < here.length; j += 1) push(field, here[i] ?? 0, here[j] ?? 0);
    for (const beside of [1, COLUMN - 1, COLUMN, COLUMN + 1]) {
      const there = cells.get(cell + beside);
      if (!there) continue;
      for (const a of here) for (const b of there) push(field, a, b);
    }
  }
}

/** An entry of a typed array that is known to be there. */
const value = (numbers: Float64Array | Int32Array, at: number): number => numbers[at] ?? 0;

function add(numbers: Float64Array, at: number, more: number): void {
  numbers[at] = value(numbers, at) + more;
}

function push({ x, y, toX, toY, size }: Field, a: number, b: number): void {
  const dx = value(x, a) - value(x, b) || (a - b) * 0.01;
  const dy = value(y, a) - value(y, b) || 0.01;
  const room = IDEAL * (value(size, a) + value(size, b)) * 0.5;
  const strength = (room * room) / Math.max(dx * dx + dy * dy, 1);
  add(toX, a, dx * strength);
  add(toY, a, dy * strength);
  add(toX, b, -dx * strength);
  add(toY, b, -dy * strength);
}

function pull({ x, y, toX, toY }: Field, from: Int32Array, to: Int32Array, weight: Float64Array): void {
  for (let at = 0; at < from.length; at += 1) {
    const [a, b] = [value(from, at), value(to, at)];
    const dx = value(x, a) - value(x, b);
    const dy = value(y, a) - value(y, b);
    const strength = (Math.sqrt(dx * dx + dy * dy) / IDEAL) * value(weight, at);
    add(toX, a, -dx * strength);
    add(toY, a, -dy * strength);
    add(toX, b, dx * strength);
    add(toY, b, dy * strength);
  }
}

/** A weak pull to the middle of all, so that nothing drifts off, and a stronger one to the middle of one's group. */
function gather({ x, y, toX, toY }: Field, groups: Int32Array): void {
  const many = groups.reduce((most, group) => Math.max(most, group), -1) + 1;
  const [sumX, sumY, count] = [new Float64Array(many), new Float64Array(many), new Float64Array(many)];
  for (const [at, group] of groups.entries()) {
    if (group < 0) continue;
    add(sumX, group, value(x, at));
    add(sumY, group, value(y, at));
    add(count, group, 1);
  }
  for (const [at, group] of groups.entries()) {
    const share = group < 0 ? 0.3 : 1;
    const middleX = group < 0 ? 0 : value(sumX, group) / value(count, group);
    const middleY = group < 0 ? 0 : value(sumY, group) / value(count, group);
    add(toX, at, -(value(x, at) - middleX) * share);
    add(toY, at, -(value(y, at) - middleY) * share);
  }
}

/** Move everything to where it is drawn, but no farther than the heat allows. */
function step({ x, y, toX, toY }: Field, heat: number): void {
  for (let at = 0; at < x.length; at += 1) {
    const [dx, dy] = [value(toX, at), value(toY, at)];
    const length = Math.sqrt(dx * dx + dy * dy);
    if (length === 0) continue;
    const share = Math.min(length, heat) / length;
    add(x, at, dx * share);
    add(y, at, dy * share);
  }
}
