/** How the map looks: the console's own colours, and shapes beside them, so that state never hangs on colour alone. */
import type { StylesheetJson } from "cytoscape";

export function styleSheet(): StylesheetJson {
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
    { selector: "node[?point]", style: { "border-color": colour("warning"), "border-width": 4 } },
    {
      selector: "edge",
      style: {
        width: 2,
        "curve-style": "bezier",
        "line-color": colour("unknown"),
        label: "data(label)",
        "font-size": 8,
        color: colour("dim"),
        "min-zoomed-font-size": 8,
        "text-background-color": colour("canvas"),
        "text-background-opacity": 0.8,
        "text-background-padding": "1px",
      },
    },
    { selector: "edge[state = 'up']", style: { "line-color": colour("up") } },
    {
      selector: "edge[state = 'down']",
      style: { "line-color": colour("down"), "line-style": "dashed", width: 4 },
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
      style: { "font-size": 10, color: colour("text"), "min-zoomed-font-size": 5 },
    },
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
