/** The map as elements for drawing: nodes, edges, segments; pure, so that it is tested without a canvas. */
import type { AlertMark, MapChange, MapEdge, NetworkMap } from "@/api/types";
import { changeText, markOf, metricText, type Mark } from "./differences";
import { edgeMark, NO_OVERLAY, stepOf, usedText, type Overlay } from "./live";
import type { Layer } from "./mapSearch";
import { words } from "@/lib/format";
import { t } from "./texts";
import type { ShiftMark } from "./shifted";
import { devicesOf } from "./topology";

export interface NodeElement {
  id: string;
  label: string;
  kind: "device" | "external" | "segment" | "cluster" | "frame";
  point: boolean;
  /** The worst open alert, or none. */
  alarm: string;
  /** Roles put it into the core. */
  core?: boolean;
  /** The element of the open cluster around it. */
  parent?: string;
  /** Of a cluster: itself, how many devices it holds and which, and whether a link within is down. */
  cluster?: string;
  count?: number;
  covers?: readonly string[];
  bad?: boolean;
  /** In the picture of an incident: what it is there, and whether it was ruled out or nothing measures it. */
  role?: string;
  ruledOut?: boolean;
  blind?: boolean;
}

export interface EdgeElement {
  id: string;
  key: string;
  source: string;
  target: string;
  state: string;
  layer: string;
  label: string;
  conflict: boolean;
  oneSided: boolean;
  mark: Mark | "";
  /** Beside what differs between two moments, what does not. */
  calm: boolean;
  alarm: string;
  /** Near each end: how full the direction is that leaves there, in words and as a step of the scale. */
  atSource: string;
  atTarget: string;
  stepSource: number;
  stepTarget: number;
  /** The fuller direction, where lines are coloured by it; -1: they are not. */
  step: number;
  /** Of several links between clusters that are drawn as one: their keys, and whether only some are down. */
  covers?: readonly string[];
  part?: boolean;
  /** What an imagined loss would do to its load. */
  shift?: ShiftMark;
  /** Drawn from its second end to its first. */
  turned?: boolean;
  /** In the picture of an incident: what it is there, and whether nothing measures it. */
  role?: string;
  blind?: boolean;
}

export interface Elements {
  nodes: NodeElement[];
  edges: EdgeElement[];
}

/** What of the map is drawn. */
export type MapContent = Pick<NetworkMap, "nodes" | "edges" | "shape">;

const CORE: readonly string[] = ["core", "p", "rr"];
const NONE: ReadonlyMap<string, MapChange> = new Map();

/** What the chosen layers show. A link that runs in several layers is drawn once a layer; what is gone since, too. */
export function elementsOf(
  map: MapContent,
  layers: readonly Layer[],
  changes: ReadonlyMap<string, MapChange> = NONE,
  over: Overlay = NO_OVERLAY,
): Elements {
  const points = new Set(map.shape.articulation_points);
  const nodes = new Map<string, NodeElement>();
  for (const node of map.nodes) {
    const kind = node.external ? "external" : "device";
    const mark = over.marks.get(`node:${node.name}`);
    nodes.set(node.name, {
      id: node.name,
      label: mark ? `${node.name}\n▲ ${markText(mark)}` : node.name,
      kind,
      point: points.has(node.name),
      alarm: mark?.severity ?? "",
      core: node.roles.some((role) => CORE.includes(role)),
    });
  }
  const edges: EdgeElement[] = [];
  for (const edge of [...map.edges, ...goneOf(changes)]) {
    if (!layers.includes(edge.layer as Layer)) continue;
    const change = changes.get(edge.key);
    const alarm = edgeMark(edge, over.marks);
    const common = {
      key: edge.key,
      state: edge.state,
      layer: edge.layer,
      conflict: edge.conflicts.length > 0,
      oneSided: edge.two_sided === false,
      label: change ? changeText(change) : labelOf(edge, alarm, over),
      alarm: alarm?.severity ?? "",
      ...loadOf(edge, over),
      mark: (change && markOf(change)) ?? "",
      calm: changes.size > 0 && !change,
    } as const;
    const ends = devicesOf(edge);
    if (common.mark === "gone") for (const name of ends ?? []) addGhost(nodes, name);
    if (ends && nodes.has(ends[0]) && nodes.has(ends[1])) {
      edges.push({ id: edge.key, source: ends[0], target: ends[1], ...common });
    } else if (edge.members.length > 0 && edge.kind !== "management") {
      nodes.set(edge.key, {
        id: edge.key,
        label: edge.service?.name ?? edge.key.replace(/^ip:segment:/, ""),
        kind: "segment",
        point: false,
        alarm: "",
      });
      for (const member of edge.members) {
        const id = `${edge.key}|${member.device}|${member.interface ?? ""}`;
        if (nodes.has(member.device)) edges.push({ id, source: member.device, target: edge.key, ...common });
      }
    }
  }
  return { nodes: [...nodes.values()], edges };
}

const markText = ({ severity, count }: AlertMark) =>
  count > 1 ? t("alarms", { severity: words(severity), count }) : words(severity);

/** What stands on a line: what is wrong with it, else its metric; with the load beside, there is no room for that. */
function labelOf(edge: MapEdge, mark: AlertMark | null, over: Overlay): string {
  if (mark) return `▲ ${markText(mark)}`;
  if (edge.service) return edge.members.length > 0 ? "" : edge.service.name;
  return over.byLoad || edge.metric_a === null ? "" : metricText(edge);
}

function loadOf(edge: MapEdge, over: Overlay) {
  const load = over.byLoad && edge.state !== "down" ? over.loads.get(edge.key) : undefined;
  const [there, back] = [stepOf(load?.a_to_b), stepOf(load?.b_to_a)];
  return {
    atSource: usedText(load?.a_to_b),
    atTarget: usedText(load?.b_to_a),
    stepSource: there,
    stepTarget: back,
    step: over.byLoad && edge.layer !== "bgp" ? Math.max(there, back) : -1,
  };
}

const goneOf = (changes: ReadonlyMap<string, MapChange>): MapEdge[] =>
  [...changes.values()].flatMap(({ before, after }) => (before !== null && after === null ? [before] : []));

/** The end of a link that is gone may itself be no more. */
function addGhost(nodes: Map<string, NodeElement>, name: string): void {
  if (!nodes.has(name)) nodes.set(name, { id: name, label: name, kind: "external", point: false, alarm: "" });
}

/** The drawing with a link that is not there yet. */
export function withWish(drawn: Elements, wish: { a: string; b: string } | undefined): Elements {
  if (!wish) return drawn;
  const line: EdgeElement = {
    id: "wish",
    key: "wish",
    source: wish.a,
    target: wish.b,
    state: "unknown",
    layer: "physical",
    label: t("suggested"),
    conflict: false,
    oneSided: false,
    mark: "appeared",
    calm: false,
    alarm: "",
    atSource: "",
    atTarget: "",
    stepSource: 0,
    stepTarget: 0,
    step: -1,
  };
  return { nodes: drawn.nodes, edges: [...drawn.edges, line] };
}
