/** The map as elements for drawing: nodes, edges, segments; pure, so that it is tested without a canvas. */
import type { NetworkMap } from "@/api/types";
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
}

export interface Elements {
  nodes: NodeElement[];
  edges: EdgeElement[];
}

/** What the chosen layers show. A link that runs in several layers is drawn once a layer. */
export function elementsOf(map: NetworkMap, layers: readonly Layer[]): Elements {
  const points = new Set(map.shape.articulation_points);
  const nodes = new Map<string, NodeElement>();
  for (const node of map.nodes) {
    const kind = node.external ? "external" : "device";
    nodes.set(node.name, { id: node.name, label: node.name, kind, point: points.has(node.name) });
  }
  const edges: EdgeElement[] = [];
  for (const edge of map.edges) {
    if (!layers.includes(edge.layer as Layer)) continue;
    const common = {
      key: edge.key,
      state: edge.state,
      layer: edge.layer,
      conflict: edge.conflicts.length > 0,
      oneSided: edge.two_sided === false,
      label: edge.metric_a === null ? "" : metric(edge.metric_a, edge.metric_b),
    };
    const ends = devicesOf(edge);
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

const metric = (a: number, b: number | null) => (a === b || b === null ? String(a) : `${a} / ${b}`);
