/** The map as files: GraphML for other tools, SVG for documents. JSON is the answer of the API itself. */
import type { NetworkMap } from "@/api/types";
import type { Elements } from "./elements";
import type { Spot } from "./plan";
import { devicesOf } from "./topology";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);

/** The answer of the API, without the tag that is only between the page and the server. */
export function toJson(map: NetworkMap): string {
  const { at, nodes, edges, shape } = map;
  return JSON.stringify({ at, nodes, edges, shape }, null, 1);
}

export function toGraphml(map: NetworkMap): string {
  const nodes = map.nodes.map((node) => `  <node id="${escaped(node.name)}"/>`);
  const edges = map.edges.flatMap((edge) => {
    const ends = devicesOf(edge);
    if (!ends) return [];
    const data = (key: string, value: string) => `<data key="${key}">${escaped(value)}</data>`;
    const facts = [
      data("layer", edge.layer),
      data("state", edge.state),
      data("a", edge.a?.interface ?? edge.service?.names[0] ?? ""),
      data("b", edge.b?.interface ?? edge.service?.names[1] ?? ""),
      data("sources", edge.sources.join(" ")),
    ].join("");
    const open = `  <edge id="${escaped(edge.key)}" source="${escaped(ends[0])}" target="${escaped(ends[1])}">`;
    return [`${open}${facts}</edge>`];
  });
  const keys = ["layer", "state", "a", "b", "sources"].map(
    (key) => ` <key id="${key}" for="edge" attr.name="${key}" attr.type="string"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    ' <graph edgedefault="undirected">',
    ...nodes,
    ...edges,
    " </graph>",
    "</graphml>",
  ].join("\n");
}

const MARGIN = 60;
const STROKES: Readonly<Record<string, string>> = {
  up: "#35a584",
  down: "#d9542b",
  stale: "#b98a22",
  unknown: "#8791a1",
};

export function toSvg(drawn: Elements, positions: ReadonlyMap<string, Spot>): string {
  const places = [...positions.values()];
  const left = Math.min(0, ...places.map((p) => p.x)) - MARGIN;
  const top = Math.min(0, ...places.map((p) => p.y)) - MARGIN;
  const width = Math.max(0, ...places.map((p) => p.x)) + MARGIN - left;
  const height = Math.max(0, ...places.map((p) => p.y)) + MARGIN - top;
  const lines = drawn.edges.flatMap((edge) => {
    const a = positions.get(edge.source);
    const b = positions.get(edge.target);
    const dash = edge.state === "down" ? ' stroke-dasharray="6 4"' : "";
    const colour = STROKES[edge.state] ?? "#8791a1";
    return a && b
      ? [`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${colour}" stroke-width="2"${dash}/>`]
      : [];
  });
  const circles = drawn.nodes.flatMap((node) => {
    const at = positions.get(node.id);
    if (!at || node.kind === "frame") return [];
    const text = `<text x="${at.x}" y="${at.y + 24}" text-anchor="middle" font-size="11">${escaped(node.label)}</text>`;
    return [`<circle cx="${at.x}" cy="${at.y}" r="10" fill="#5468e0"/>`, text];
  });
  const box = `viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} font-family="sans-serif">${lines.join("")}${circles.join("")}</svg>`;
}

/** Hand a file to the browser. */
export function save(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(typeof content === "string" ? new Blob([content], { type }) : content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
