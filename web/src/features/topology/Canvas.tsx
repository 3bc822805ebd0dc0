import cytoscape, { type Core, type LayoutOptions, type SingularElementArgument } from "cytoscape";
import { useEffect, useEffectEvent, useRef } from "react";
import type { Elements } from "./elements";
import type { Point } from "./exports";
import { styleSheet } from "./look";
import type { LayoutName } from "./mapSearch";
import classes from "./Map.module.css";

export interface CanvasHandle {
  png: () => Blob;
  positions: () => Map<string, Point>;
  centre: (id: string) => void;
}

interface CanvasProps {
  drawn: Elements;
  layout: LayoutName;
  selected: string | undefined;
  lit: ReadonlySet<string>;
  failed: ReadonlySet<string>;
  label: string;
  onSelect: (id: string | undefined) => void;
  onReady: (handle: CanvasHandle) => void;
}

/** The drawn map. Elements are changed in place, so that news neither moves nor blinks what one is looking at. */
export default function Canvas(props: CanvasProps) {
  const { drawn, layout, selected, lit, failed } = props;
  const box = useRef<HTMLDivElement>(null);
  const core = useRef<Core | null>(null);
  const shape = useRef("");
  const select = useEffectEvent((id: string | undefined) => props.onSelect(id));
  const ready = useEffectEvent((handle: CanvasHandle) => props.onReady(handle));

  useEffect(() => {
    if (!box.current) return;
    const cy = cytoscape({
      container: box.current,
      style: styleSheet(box.current),
      minZoom: 0.05,
      maxZoom: 3,
    });
    core.current = cy;
    cy.on("tap", (event) => {
      const target: unknown = event.target;
      if (target === cy) select(undefined);
    });
    cy.on("tap", "node, edge", (event) => {
      const target = event.target as SingularElementArgument;
      const data = target.data() as { key?: string; id: string };
      select(data.key ?? data.id);
    });
    ready({
      png: () => cy.png({ output: "blob", full: true, scale: 2, bg: "#ffffff" }),
      positions: () => new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }])),
      centre: (id) => {
        const found = cy.getElementById(id);
        if (found.nonempty()) cy.animate({ center: { eles: found }, zoom: 1.2 }, { duration: 200 });
      },
    });
    return () => {
      core.current = null;
      shape.current = "";
      cy.destroy();
    };
  }, []);

  useEffect(() => {
    const cy = core.current;
    if (cy) redraw(cy, drawn);
  }, [drawn]);

  useEffect(() => {
    const cy = core.current;
    const now = `${layout} ${drawn.nodes.length} ${drawn.edges.length}`;
    if (!cy || drawn.nodes.length === 0 || now === shape.current) return;
    shape.current = now;
    if (layout === "force") inCircle(cy);
    cy.layout(optionsOf(layout, drawn.nodes.length)).run();
  }, [layout, drawn]);

  useEffect(() => {
    const cy = core.current;
    if (!cy) return;
    cy.batch(() => {
      cy.elements().forEach((element) => {
        const data = element.data() as { key?: string; id: string };
        const name = data.key ?? data.id;
        element.toggleClass("chosen", name === selected);
        element.toggleClass("lit", lit.has(name));
        element.toggleClass("failed", failed.has(name));
        element.toggleClass("faded", lit.size > 0 && element.isEdge() && !lit.has(name));
      });
    });
  }, [selected, lit, failed, drawn]);

  return (
    <>
      {/* Cytoscape would add a style element of this id, which the content security policy forbids; the rule is in our CSS. */}
      <span id="__________cytoscape_stylesheet" hidden />
      <div
        ref={box}
        className={classes.canvas}
        role="img"
        aria-label={props.label}
        data-testid="network-map"
      />
    </>
  );
}

function redraw(cy: Core, drawn: Elements): void {
  const wanted = new Map<string, cytoscape.ElementDefinition>();
  for (const node of drawn.nodes) wanted.set(node.id, { group: "nodes", data: { ...node } });
  for (const edge of drawn.edges) wanted.set(edge.id, { group: "edges", data: { ...edge } });
  cy.batch(() => {
    cy.elements()
      .filter((element) => !wanted.has(element.id()))
      .remove();
    for (const [id, definition] of wanted) {
      const known = cy.getElementById(id);
      if (known.nonempty()) known.data(definition.data);
      else cy.add(definition);
    }
  });
}

/** Forces start from a circle in the order of names: the same network is drawn alike each time. */
function inCircle(cy: Core): void {
  const nodes = cy.nodes().sort((a, b) => (a.id() < b.id() ? -1 : 1));
  const radius = 40 * Math.sqrt(nodes.length) + 60;
  cy.batch(() => {
    nodes.forEach((node, at) => {
      const angle = (2 * Math.PI * at) / nodes.length;
      node.position({ x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
    });
  });
}

const MANY = 400;

function optionsOf(layout: LayoutName, count: number): LayoutOptions {
  const common = { animate: false, fit: true, padding: 40 };
  if (layout === "layered") return { name: "breadthfirst", ...common, spacingFactor: 1.1, directed: false };
  if (layout === "circle")
    return { name: "concentric", ...common, concentric: (node) => node.degree(false), minNodeSpacing: 24 };
  return {
    name: "cose",
    ...common,
    nodeRepulsion: () => 60_000,
    nodeOverlap: 40,
    idealEdgeLength: () => 90,
    gravity: 0.4,
    numIter: count > MANY ? 200 : 1_000,
    randomize: false,
  };
}
