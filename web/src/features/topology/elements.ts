/** The map as elements for drawing: nodes, edges, segments; pure, so that it is tested without a canvas. */
import type { MapChange, MapEdge, NetworkMap } from "@/api/types";
import { changeText, markOf, metricText, type Mark } from "./differences";
import type { Layer } from "./mapSearch";
import { devicesOf } from "./topology";

export interface NodeElement {
  id: string;
  label: string;
  kind: "device" | "external" | "segment";
  point: boolean;
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
}

export interface Elements {
  nodes: NodeElement[];
  edges: EdgeElement[];
}

const NONE: ReadonlyMap<string, MapChange> = new Map();

/** What the chosen layers show. A link that runs in several layers is drawn once a layer; what is gone since, too. */
export function elementsOf(
  map: NetworkMap,
  layers: readonly Layer[],
  changes: ReadonlyMap<string, MapChange> = NONE,
): Elements {
  const points = new Set(map.shape.articulation_points);
  const nodes = new Map<string, NodeElement>();
  for (const node of map.nodes) {
    const kind = node.external ? "external" : "device";
    nodes.set(node.name, { id: node.name, label: node.name, kind, point: points.has(node.name) });
  }
  const edges: EdgeElement[] = [];
  for (const edge of [...map.edges, ...goneOf(changes)]) {
    const change = changes.get(edge.key);
    if (!layers.includes(edge.layer as Layer)) continue;
    const common = {
      key: edge.key,
      state: edge.state,
      layer: edge.layer,
      conflict: edge.conflicts.length > 0,
      oneSided: edge.two_sided === false,
      label: change ? changeText(change) : edge.metric_a === null ? "" : metricText(edge),
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
        label: edge.key.replace(/^ip:segment:/, ""),
        kind: "segment",
        point: false,
      });
      for (const member of edge.members) {
        const id = `${edge.key}|${member.device}|${member.interface ?? ""}`;
        if (nodes.has(member.device)) edges.push({ id, source: member.device, target: edge.key, ...common });
      }
    }
  }
  return { nodes: [...nodes.values()], edges };
}

const goneOf = (changes: ReadonlyMap<string, MapChange>): MapEdge[] =>
  [...changes.values()].flatMap(({ before, after }) => (before !== null && after === null ? [before] : []));

/** The end of a link that is gone may itself be no more. */
function addGhost(nodes: Map<string, NodeElement>, name: string): void {
  if (!nodes.has(name)) nodes.set(name, { id: name, label: name, kind: "external", point: false });
}
