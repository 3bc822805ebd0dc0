/** Which devices are drawn as one: those of a site, and where no site was given, those around a hub. Pure. */
import type { MapContent } from "./elements";
import { devicesOf } from "./topology";

export interface Cluster {
  id: string;
  /** The site, or the hub that the others stand around; no hub: what is joined to no group. */
  site: number | null;
  hub: string;
  members: readonly string[];
}

export interface Clustering {
  clusters: ReadonlyMap<string, Cluster>;
  /** The cluster of a device, by its name; a device without one is drawn alone. */
  of: ReadonlyMap<string, string>;
}

export const NO_CLUSTERS: Clustering = { clusters: new Map(), of: new Map() };

/** From so many devices on, a map opens with its clusters closed. */
export const MANY = 250;
const AROUND_A_HUB = 60;
const FEW = 3;
/** So many fragments between clusters are drawn by themselves; more would hide the clusters. */
const SINGLES = 12;
/** The cluster of what is joined to nothing that is grouped. */
const ALONE = "hub:";

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>;

export function clusteringOf(map: MapContent): Clustering {
  const of = new Map<string, string>();
  for (const node of map.nodes) if (node.site_id !== null) of.set(node.name, `site:${node.site_id}`);
  const beside = neighboursOf(map);
  const outside = new Set(map.nodes.filter((node) => node.external).map((node) => node.name));
  aroundHubs(
    map.nodes.map((node) => node.name).filter((name) => !of.has(name) && !outside.has(name)),
    beside,
    of,
  );
  joinNeighbours([...outside], beside, of);
  return gathered(of, beside);
}

function neighboursOf(map: MapContent): Neighbours {
  const beside = new Map<string, Set<string>>(map.nodes.map((node) => [node.name, new Set()]));
  for (const edge of map.edges) {
    if (edge.layer === "bgp" || edge.service) continue;
    const [a, b] = devicesOf(edge) ?? [];
    if (a === undefined || b === undefined || a === b) continue;
    beside.get(a)?.add(b);
    beside.get(b)?.add(a);
  }
  return beside;
}

/** The device with most neighbours gathers what is nearest to it, then the next one of what is left. */
function aroundHubs(names: readonly string[], beside: Neighbours, of: Map<string, string>): void {
  const degree = (name: string) => beside.get(name)?.size ?? 0;
  const free = new Set(names);
  const scattered: string[] = [];
  for (const hub of [...names].sort((a, b) => degree(b) - degree(a) || (a < b ? -1 : 1))) {
    if (!free.has(hub)) continue;
    const found = nearest(hub, beside, free);
    for (const name of found) free.delete(name);
    if (found.length < FEW) scattered.push(...found);
    else for (const name of found) of.set(name, `hub:${hub}`);
  }
  joinNeighbours(scattered, beside, of);
  const single = scattered.filter((name) => !of.has(name));
  if (single.length > SINGLES) joinNearest(single, beside, of);
}

/** Fragments are drawn with the cluster that most of their neighbours are in; those that know none, together. */
function joinNearest(names: readonly string[], beside: Neighbours, of: Map<string, string>): void {
  let left = names;
  for (let before = Infinity; left.length > 0 && left.length < before;) {
    before = left.length;
    const homes = left.map((name) =>
      mostIn([...(beside.get(name) ?? [])].flatMap((other) => of.get(other) ?? [])),
    );
    left = left.filter((name, at) => {
      const home = homes[at];
      if (home !== undefined) of.set(name, home);
      return home === undefined;
    });
  }
  for (const name of left) of.set(name, ALONE);
}

function mostIn(ids: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

function nearest(hub: string, beside: Neighbours, free: ReadonlySet<string>): string[] {
  const found = [hub];
  const seen = new Set(found);
  for (let at = 0; at < found.length && found.length < AROUND_A_HUB; at += 1) {
    for (const name of [...(beside.get(found[at] ?? "") ?? [])].sort()) {
      if (seen.has(name) || !free.has(name) || found.length >= AROUND_A_HUB) continue;
      seen.add(name);
      found.push(name);
    }
  }
  return found;
}

/** What only one cluster knows is drawn with it. */
function joinNeighbours(names: readonly string[], beside: Neighbours, of: Map<string, string>): void {
  for (const name of names) {
    const known = [...(beside.get(name) ?? [])].map((other) => of.get(other));
    const [first] = known;
    if (first !== undefined && known.every((one) => one === first)) of.set(name, first);
  }
}

function gathered(of: Map<string, string>, beside: Neighbours): Clustering {
  const members = new Map<string, string[]>();
  for (const [name, id] of of) {
    const known = members.get(id);
    if (known) known.push(name);
    else members.set(id, [name]);
  }
  const clusters = new Map<string, Cluster>();
  for (const [id, names] of members) {
    if (names.length < 2) for (const name of names) of.delete(name);
    else clusters.set(id, { id, ...namesakeOf(id, names, beside), members: names.sort() });
  }
  return { clusters, of };
}

function namesakeOf(id: string, names: readonly string[], beside: Neighbours) {
  const degree = (name: string) => beside.get(name)?.size ?? 0;
  const hub = names.reduce((best, name) => (degree(name) > degree(best) ? name : best));
  return id.startsWith("site:")
    ? { site: Number(id.slice("site:".length)), hub }
    : { site: null, hub: id.slice("hub:".length) };
}

const BETWEEN = "~";
const BEGINS = /~(?=site:|hub:)/;

/** The clusters that an address says are open. */
export const openOf = (text: string | undefined): ReadonlySet<string> =>
  new Set(text === undefined ? [] : text.split(BEGINS));

/** The same for an address; nothing when all are closed. */
export const openText = (open: Iterable<string>): string | undefined =>
  [...new Set(open)].sort().join(BETWEEN) || undefined;

export function switched(open: ReadonlySet<string>, id: string): string | undefined {
  return openText(open.has(id) ? [...open].filter((one) => one !== id) : [...open, id]);
}
