/** How the map looks: the console's own colours, and shapes beside them, so that state never hangs on colour alone. */
import type { SingularElementArgument, StylesheetJson } from "cytoscape";
import { partStyles } from "./parts";

/** Colours of the scale, from what nobody knows (0) to what is full (5). */
function scale(tokens: CSSStyleDeclaration): string[] {
  return [0, 1, 2, 3, 4, 5].map((step) => tokens.getPropertyValue(`--map-load-${step}`).trim() || "#888888");
}

/** With thousands of lines straight ones, which are drawn in one stroke, and no words but about what is wrong. */
export function styleSheet(box: Element, thousands = false): StylesheetJson {
  const steps = scale(getComputedStyle(box));
  const half = (edge: SingularElementArgument) => {
    const { stepSource, stepTarget } = edge.data() as { stepSource: number; stepTarget: number };
    const [near, far] = [steps[stepSource] ?? "", steps[stepTarget] ?? ""];
    return [near, near, far, far];
  };
  const tokens = getComputedStyle(document.documentElement);
  const colour = (name: string) => tokens.getPropertyValue(`--wk-${name}`).trim();
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        "font-size": 10,
        "font-family": tokens.getPropertyValue("--wk-font").trim() || "sans-serif",
        color: colour("text"),
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-background-color": colour("surface"),
        "text-background-opacity": 0.85,
        "text-background-padding": "2px",
        "min-zoomed-font-size": 7,
        width: 20,
        height: 20,
        "background-color": colour("accent-fill"),
        "border-width": 2,
        "border-color": colour("surface"),
      },
    },
    { selector: "node[kind = 'external']", style: { "background-color": colour("faint"), shape: "diamond" } },
    {
      selector: "node[kind = 'segment']",
      style: { "background-color": colour("info"), shape: "round-rectangle", width: 26, height: 8 },
    },
    {
      selector: "node[kind = 'cluster']",
      style: {
        width: "mapData(count, 2, 200, 44, 96)",
        height: "mapData(count, 2, 200, 44, 96)",
        shape: "round-hexagon",
        "background-color": colour("up"),
        "text-wrap": "wrap",
        "font-size": 13,
        "min-zoomed-font-size": 5,
      },
    },
    { selector: "node[kind = 'cluster'][?bad]", style: { "background-color": colour("warning") } },
    {
      selector: "node[kind = 'frame']",
      style: {
        shape: "round-rectangle",
        "background-color": colour("accent-soft") || colour("canvas"),
        "background-opacity": 0.5,
        "border-color": colour("line"),
        "border-width": 1,
        "text-valign": "top",
        "text-margin-y": -4,
        "font-size": 14,
        "min-zoomed-font-size": 5,
        padding: "24px",
      },
    },
    { selector: "node[?point]", style: { "border-color": colour("warning"), "border-width": 4 } },
    {
      selector: "edge",
      style: {
        width: 2,
        "curve-style": thousands ? "haystack" : "bezier",
        "line-color": colour("unknown"),
        label: thousands ? "" : "data(label)",
        "font-size": 8,
        color: colour("dim"),
        "min-zoomed-font-size": 8,
        "text-background-color": colour("canvas"),
        "text-background-opacity": 0.8,
        "text-background-padding": "1px",
      },
    },
    {
      selector: "edge[layer = 'service']",
      style: { "line-style": "dashed", "line-dash-pattern": [12, 4, 2, 4], width: 2.5 },
    },
    { selector: "edge[state = 'up']", style: { "line-color": colour("up") } },
    {
      selector: "edge[state = 'down']",
      style: { "line-color": colour("down"), "line-style": "dashed", "line-dash-pattern": [6, 3], width: 4 },
    },
    { selector: "edge[state = 'stale']", style: { "line-color": colour("warning"), "line-style": "dotted" } },
    {
      selector: "edge[?oneSided]",
      style: { "source-arrow-shape": "circle", "source-arrow-color": colour("faint") },
    },
    {
      selector: "edge[?conflict]",
      style: { "line-color": colour("warning"), "line-style": "dotted", width: 4 },
    },
    {
      selector: "edge[?part]",
      style: { "line-color": colour("warning"), "line-style": "dashed", width: 4 },
    },
    { selector: "edge[id ^= 'bundle|']", style: { "font-size": 11, "min-zoomed-font-size": 6 } },
    { selector: "edge[?calm]", style: { opacity: 0.35 } },
    {
      selector: "edge[mark = 'appeared']",
      style: { "line-color": colour("info"), "line-style": "solid", width: 5 },
    },
    {
      selector: "edge[mark = 'gone']",
      style: { "line-color": colour("faint"), "line-style": "dotted", width: 4 },
    },
    { selector: "edge[mark = 'changed']", style: { "line-color": colour("warning"), width: 5 } },
    {
      selector: "edge[mark != '']",
      style: { label: "data(label)", "font-size": 10, color: colour("text"), "min-zoomed-font-size": 5 },
    },
    {
      selector: "edge[step >= 0]",
      style: {
        "line-fill": "linear-gradient",
        "line-gradient-stop-colors": half,
        "line-gradient-stop-positions": [0, 50, 50, 100],
        "line-style": "solid",
        width: "mapData(step, 0, 5, 2, 9)",
        "source-label": "data(atSource)",
        "target-label": "data(atTarget)",
        "source-text-offset": 34,
        "target-text-offset": 34,
        "font-size": 9,
        "min-zoomed-font-size": 6,
        color: colour("text"),
      },
    },
    { selector: "edge[shift = 'less']", style: { opacity: 0.6 } },
    {
      selector: "edge[shift = 'more']",
      style: { "line-color": colour("accent"), "line-style": "solid", width: 6 },
    },
    {
      selector: "edge[shift = 'overfull']",
      style: { "line-fill": "solid", "line-color": colour("down"), "line-style": "solid", width: 9 },
    },
    {
      selector: "edge[shift]",
      style: { label: "data(label)", "font-size": 10, color: colour("text"), "min-zoomed-font-size": 5 },
    },
    { selector: "edge[step = 0]", style: { "line-style": "dashed" } },
    {
      selector: "edge[step >= 0][state = 'down']",
      style: { "line-fill": "solid", "line-color": colour("down"), "line-style": "dashed", width: 4 },
    },
    {
      selector: "edge[alarm != '']",
      style: {
        label: "data(label)",
        "font-size": 10,
        color: colour("text"),
        "font-weight": "bold",
        "min-zoomed-font-size": 5,
      },
    },
    {
      selector: "node[alarm != ''][kind != 'cluster']",
      style: { shape: "triangle", width: 26, height: 24 },
    },
    {
      selector: "node[alarm != '']",
      style: {
        "background-color": colour("warning"),
        "text-wrap": "wrap",
        "font-weight": "bold",
      },
    },
    {
      selector: "node[alarm = 'critical'], node[alarm = 'major']",
      style: { "background-color": colour("down") },
    },
    ...partStyles(colour),
    { selector: ".faded", style: { opacity: 0.25 } },
    { selector: ".lit", style: { "line-color": colour("accent"), width: 6, opacity: 1 } },
    {
      selector: ".failed",
      style: { "line-color": colour("down"), "background-color": colour("down"), width: 6 },
    },
    {
      selector: ".chosen",
      style: { "overlay-color": colour("accent"), "overlay-opacity": 0.25, "overlay-padding": 6 },
    },
  ];
}
