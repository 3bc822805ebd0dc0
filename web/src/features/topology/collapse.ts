/** The drawing with closed clusters: one node for many devices, one line for all links of a layer between two of them. */
import type { Cluster, Clustering } from "./clusters";
import type { EdgeElement, Elements, NodeElement } from "./elements";
import { deviceIn, stepOf, usedText, worst, type Overlay } from "./live";
import { worstShift } from "./shifted";
import { t } from "./texts";
import { words } from "@/lib/format";

export const nameOf = (cluster: Cluster, sites: ReadonlyMap<number, string>): string =>
  cluster.site === null
    ? cluster.hub === ""
      ? t("unjoined")
      : t("around", { hub: cluster.hub })
    : (sites.get(cluster.site) ?? t("siteNumber", { n: cluster.site }));

export interface Summary {
  id: string;
  name: string;
  count: number;
  down: number;
  alerts: number;
  severity: string;
}

/** What all clusters hold: how many devices, what within is down, and the worst that is open. */
export function summaries(
  drawn: Elements,
  clustering: Clustering,
  over: Overlay,
  sites: ReadonlyMap<number, string>,
): Summary[] {
  const inner = new Map<string, EdgeElement[]>();
  for (const edge of drawn.edges) {
    const id = clustering.of.get(edge.source);
    if (id !== undefined && id === clustering.of.get(edge.target)) push(inner, id, edge);
  }
  const marksOn = marksByDevice(over, clustering.of);
  return [...clustering.clusters.values()].map((cluster) => {
    const marks = cluster.members.flatMap((name) => marksOn.get(name) ?? []);
    return {
      id: cluster.id,
      name: nameOf(cluster, sites),
      count: cluster.members.length,
      down: (inner.get(cluster.id) ?? []).filter((edge) => edge.state === "down").length,
      alerts: marks.reduce((sum, mark) => sum + mark.count, 0),
      severity: worst(marks.map((mark) => mark.severity)),
    };
  });
}

/** Open alerts of grouped devices and of their ports, by device. */
function marksByDevice(
  over: Overlay,
  of: Clustering["of"],
): Map<string, { severity: string; count: number }[]> {
  const found = new Map<string, { severity: string; count: number }[]>();
  for (const [entity, mark] of over.marks) {
    const device = deviceIn(entity, (name) => of.has(name));
    if (device !== undefined) push(found, device, mark);
  }
  return found;
}

/** Draw the clusters that are not open as one node each; what is open is framed. */
export function collapsed(
  drawn: Elements,
  clustering: Clustering,
  open: ReadonlySet<string>,
  over: Overlay,
  told: readonly Summary[],
): Elements {
  if (clustering.clusters.size === 0) return drawn;
  const homes = withSegments(drawn, clustering);
  const frames = new Map<string, NodeElement>();
  const dividing = new Set(drawn.nodes.flatMap(({ id, point }) => (point ? (homes.get(id) ?? []) : [])));
  for (const summary of told) {
    const cluster = clustering.clusters.get(summary.id);
    if (cluster)
      frames.set(summary.id, nodeFor(summary, cluster, open.has(summary.id), dividing.has(summary.id)));
  }
  const nodes = drawn.nodes.flatMap((node) => {
    const home = homes.get(node.id);
    if (home === undefined) return [node];
    return open.has(home) ? [{ ...node, parent: elementId(home) }] : [];
  });
  const drawnAs = (id: string) => {
    const home = homes.get(id);
    return home === undefined || open.has(home) ? id : elementId(home);
  };
  return { nodes: [...frames.values(), ...nodes], edges: bundled(drawn.edges, drawnAs, over) };
}

export const elementId = (cluster: string) => `cluster|${cluster}`;

/** A segment whose members are all of one cluster belongs to it. */
function withSegments(drawn: Elements, clustering: Clustering): Map<string, string> {
  const homes = new Map(clustering.of);
  const segments = new Set(drawn.nodes.filter((node) => node.kind === "segment").map((node) => node.id));
  const members = new Map<string, (string | undefined)[]>();
  for (const edge of drawn.edges)
    if (segments.has(edge.target)) push(members, edge.target, clustering.of.get(edge.source));
  for (const [id, found] of members) {
    const [first] = found;
    if (first !== undefined && found.every((one) => one === first)) homes.set(id, first);
  }
  return homes;
}

function nodeFor(told: Summary, cluster: Cluster, isOpen: boolean, divides: boolean): NodeElement {
  const lines = [told.name];
  if (!isOpen) {
    lines.push(t("nDevices", { count: told.count }));
    if (told.down > 0) lines.push(t("nLinksDown", { count: told.down }));
    if (told.severity) lines.push(`▲ ${t("alarms", { severity: words(told.severity), count: told.alerts })}`);
  }
  return {
    id: elementId(told.id),
    label: lines.join("\n"),
    kind: isOpen ? "frame" : "cluster",
    point: !isOpen && divides,
    alarm: isOpen ? "" : told.severity,
    bad: told.down > 0,
    count: told.count,
    cluster: told.id,
    covers: isOpen ? [] : cluster.members,
  };
}

function bundled(
  edges: readonly EdgeElement[],
  drawnAs: (id: string) => string,
  over: Overlay,
): EdgeElement[] {
  const bundles = new Map<string, EdgeElement[]>();
  const single: EdgeElement[] = [];
  for (const edge of edges) {
    const [source, target] = [drawnAs(edge.source), drawnAs(edge.target)];
    if (source === edge.source && target === edge.target) single.push(edge);
    else if (source !== target) {
      const [first, second] = source < target ? [source, target] : [target, source];
      push(bundles, `bundle|${edge.layer}|${first}|${second}`, turned(edge, source, target, first));
    }
  }
  for (const [id, found] of bundles) {
    const [only] = found;
    single.push(found.length === 1 && only ? only : bundleOf(id, found, over));
  }
  return single;
}

/** The same edge between what its ends are drawn as. */
function turned(edge: EdgeElement, source: string, target: string, first: string): EdgeElement {
  if (source === first) return { ...edge, source, target };
  return {
    ...edge,
    source: target,
    target: source,
    turned: true,
    atSource: edge.atTarget,
    atTarget: edge.atSource,
    stepSource: edge.stepTarget,
    stepTarget: edge.stepSource,
  };
}

const STATES = ["down", "stale", "unknown"];

function bundleOf(id: string, found: readonly EdgeElement[], over: Overlay): EdgeElement {
  const [first] = found as [EdgeElement];
  const down = found.filter((edge) => edge.state === "down").length;
  const alarm = worst(found.map((edge) => edge.alarm));
  const state =
    down === found.length
      ? "down"
      : (STATES.slice(1).find((one) => found.every((edge) => edge.state === one)) ?? "up");
  const [there, back] = first.step < 0 ? [null, null] : carried(found, over);
  const label = down > 0 ? t("downOf", { n: found.length, down }) : `${found.length} ×`;
  return {
    ...first,
    id,
    key: id,
    covers: found.map((edge) => edge.key),
    state,
    part: down > 0 && down < found.length,
    conflict: false,
    oneSided: false,
    label: alarm ? `${label} ▲ ${words(alarm)}` : label,
    mark: found.find((edge) => edge.mark)?.mark ?? "",
    calm: found.every((edge) => edge.calm),
    shift: worstShift(found),
    alarm,
    atSource: usedText(there),
    atTarget: usedText(back),
    stepSource: stepOf(there),
    stepTarget: stepOf(back),
    step: first.step < 0 ? -1 : Math.max(stepOf(there), stepOf(back)),
  };
}

/** How full all links together are, there and back: what they carry by what they could. */
function carried(found: readonly EdgeElement[], over: Overlay): [there: number | null, back: number | null] {
  const sums = [0, 0, 0, 0] as [number, number, number, number];
  for (const edge of found) {
    const load = edge.state === "down" ? undefined : over.loads.get(edge.key);
    if (!load?.speed_bps) continue;
    const { a_to_b_bps: there, b_to_a_bps: back } = load;
    const [out, into] = edge.turned ? [back, there] : [there, back];
    if (out !== null) [sums[0], sums[1]] = [sums[0] + out, sums[1] + load.speed_bps];
    if (into !== null) [sums[2], sums[3]] = [sums[2] + into, sums[3] + load.speed_bps];
  }
  return [sums[1] ? sums[0] / sums[1] : null, sums[3] ? sums[2] / sums[3] : null];
}

function push<K, V>(found: Map<K, V[]>, key: K, value: V): void {
  const known = found.get(key);
  if (known) known.push(value);
  else found.set(key, [value]);
}
