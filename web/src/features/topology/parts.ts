/** How devices and links look by their part in an incident: by shape, border and words, so that no part hangs on colour. */
import type { StylesheetJson } from "cytoscape";

export const partStyles = (colour: (name: string) => string): StylesheetJson => [
  {
    selector: "node[role]",
    style: { "text-wrap": "wrap", "font-size": 15, "min-zoomed-font-size": 6, width: 26, height: 26 },
  },
  {
    selector: "node[role = 'root']",
    style: {
      shape: "octagon",
      width: 44,
      height: 44,
      "background-color": colour("down"),
      "border-width": 4,
      "border-color": colour("text"),
      "font-weight": "bold",
    },
  },
  {
    selector: "node[role = 'consequence'], node[role = 'suppressed']",
    style: {
      "background-color": colour("surface"),
      "border-width": 3,
      "border-style": "dashed",
      "border-color": colour("down"),
    },
  },
  {
    selector: "node[role = 'symptom'], node[role = 'suppressed']",
    style: { shape: "triangle", width: 34, height: 30 },
  },
  { selector: "node[role = 'suppressed']", style: { "border-color": colour("warning") } },
  { selector: "node[role = 'symptom']", style: { "background-color": colour("warning") } },
  {
    selector: "node[role = 'vantage']",
    style: { shape: "round-rectangle", width: 40, height: 20, "background-color": colour("accent-fill") },
  },
  {
    selector: "node[role = 'beside']",
    style: { "background-color": colour("faint"), width: 18, height: 18 },
  },
  {
    selector: "node[?ruledOut]",
    style: { "border-width": 5, "border-style": "double", "border-color": colour("up") },
  },
  {
    selector: "node[?blind]",
    style: { "border-width": 4, "border-style": "dotted", "border-color": colour("text") },
  },
  {
    selector: "edge[role]",
    style: {
      label: "data(label)",
      "font-size": 14,
      "min-zoomed-font-size": 6,
      color: colour("text"),
      "line-color": colour("unknown"),
      "line-style": "solid",
      width: 2,
    },
  },
  {
    selector: "edge[role = 'root']",
    style: {
      "line-color": colour("down"),
      "line-style": "dashed",
      "line-dash-pattern": [3, 5],
      width: 8,
      "font-weight": "bold",
    },
  },
  { selector: "edge[role = 'way']", style: { "line-color": colour("accent"), width: 5 } },
  {
    selector: "edge[role = 'consequence']",
    style: { "line-color": colour("faint"), "line-style": "dashed" },
  },
  { selector: "edge[role][?blind]", style: { "line-style": "dotted" } },
];
