import cytoscape, { type Core, type SingularElementArgument } from "cytoscape";
import { useEffect, useEffectEvent, useRef } from "react";
import { arrange } from "./arrange";
import { Earth } from "./Earth";
import type { Elements } from "./elements";
import type { Geography } from "./geography";
import { styleSheet } from "./look";
import type { LayoutName } from "./mapSearch";
import classes from "./Map.module.css";
import { planFor, redraw } from "./news";
import type { Spot } from "./plan";

export interface CanvasHandle {
  png: () => Blob;
  positions: () => Map<string, Spot>;
  centre: (id: string) => void;
}

interface CanvasProps {
  drawn: Elements;
  earth: Geography | undefined;
  layout: LayoutName;
  selected: string | undefined;
  lit: ReadonlySet<string>;
  failed: ReadonlySet<string>;
  label: string;
  onSelect: (id: string | undefined) => void;
  /** Open or close a cluster. */
  onSwitch: (cluster: string) => void;
  onCloseAll: () => void;
  onReady: (handle: CanvasHandle) => void;
}

/** From here on a cluster that fills the view opens, and half of what shows all closes them again. */
const CLOSE_BY = 1.8;
const FAR = 0.5;
const AFTER_ZOOM_MS = 200;
/** With more lines than this, what is expensive to draw is left out. */
const THOUSANDS = 1_500;

/** What the drawing remembers between two pieces of news. */
interface Memory {
  shape: string;
  layout: string;
  known: ReadonlySet<string>;
  frames: ReadonlySet<string>;
  whole: number;
  thousands: boolean;
  wanted: string | undefined;
}

const fresh = (): Memory => ({
  shape: "",
  layout: "",
  known: new Set(),
  frames: new Set(),
  whole: 0,
  thousands: false,
  wanted: undefined,
});

/** The drawn map. Elements are changed in place, so that news neither moves nor blinks what one is looking at. */
export default function Canvas(props: CanvasProps) {
  const { drawn, earth, layout, selected, lit, failed } = props;
  const box = useRef<HTMLDivElement>(null);
  const ground = useRef<SVGGElement>(null);
  const core = useRef<Core | null>(null);
  const memory = useRef(fresh());
  const select = useEffectEvent((id: string | undefined) => props.onSelect(id));
  const switchOne = useEffectEvent((cluster: string) => props.onSwitch(cluster));
  const closeAll = useEffectEvent(() => props.onCloseAll());
  const ready = useEffectEvent((handle: CanvasHandle) => props.onReady(handle));

  useEffect(() => {
    if (!box.current) return;
    const cy = begin(box.current);
    core.current = cy;
    cy.on("tap", (event) => {
      const target: unknown = event.target;
      if (target === cy) select(undefined);
    });
    cy.on("tap", "node, edge", (event) => {
      const target = event.target as SingularElementArgument;
      const data = target.data() as { key?: string; id: string; cluster?: string };
      if (data.cluster === undefined) select(data.key ?? data.id);
      else switchOne(data.cluster);
    });
    const stop = onZoomed(cy, memory.current, switchOne, closeAll);
    cy.on("viewport", () => follow(cy, ground.current));
    ready({
      png: () => cy.png({ output: "blob", full: true, scale: 2, bg: "#ffffff" }),
      positions: () => new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }])),
      centre: (id) => {
        if (!goTo(cy, id)) memory.current.wanted = id;
      },
    });
    return () => {
      stop();
      core.current = null;
      memory.current = fresh();
      cy.destroy();
    };
  }, []);

  useEffect(() => {
    const cy = core.current;
    if (cy && box.current) draw(cy, box.current, memory.current, { drawn, layout, earth });
  }, [drawn, layout, earth]);

  useEffect(() => {
    const cy = core.current;
    if (cy) mark(cy, selected, lit, failed);
  }, [selected, lit, failed, drawn]);

  useEffect(() => {
    if (earth && core.current) follow(core.current, ground.current);
  }, [earth]);

  return (
    <>
      {/* Cytoscape would add a style element of this id, which the content security policy forbids; the rule is in our CSS. */}
      <span id="__________cytoscape_stylesheet" hidden />
      {earth && <Earth view={earth.view} inner={ground} />}
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

const begin = (container: HTMLElement): Core =>
  cytoscape({
    container,
    style: styleSheet(container),
    minZoom: 0.02,
    maxZoom: 4,
    hideEdgesOnViewport: false,
    textureOnViewport: false,
  });

/** Draw the news; what is new in shape is laid out beside the page and then moved to, if it is still wanted then. */
function draw(
  cy: Core,
  box: HTMLElement,
  memory: Memory,
  news: Pick<CanvasProps, "drawn" | "layout" | "earth">,
): void {
  const { drawn, layout, earth } = news;
  const thousands = drawn.edges.length > THOUSANDS;
  if (thousands !== memory.thousands) cy.style(styleSheet(box, thousands));
  memory.thousands = thousands;
  redraw(cy, drawn);
  const shape = [layout, ...cy.nodes().map((node) => node.id()), cy.edges().length].join("\n");
  if (shape === memory.shape || drawn.nodes.length === 0) return;
  memory.shape = shape;
  const anew = layout !== memory.layout;
  if (memory.layout === "") box.dataset.settled = "no";
  const nodes = [...cy.nodes().filter((node) => !node.isParent())].sort((a, b) => (a.id() < b.id() ? -1 : 1));
  const names = nodes.map((node) => node.id());
  const frames = new Set(drawn.nodes.flatMap(({ id, kind }) => (kind === "frame" ? [id] : [])));
  const known = anew ? new Set<string>() : memory.known;
  void arrange(planFor(layout, nodes, drawn, known, earth?.places)).then((spots) => {
    if (memory.shape !== shape || cy.destroyed()) return;
    cy.batch(() => spots.forEach((spot, at) => cy.getElementById(names[at] ?? "").position({ ...spot })));
    const opened = [...frames].filter((id) => !memory.frames.has(id));
    look(cy, memory, anew, opened);
    Object.assign(memory, { layout, frames, known: new Set(cy.nodes().map((node) => node.id())) });
    box.dataset.settled = "yes";
  });
}

/** After a layout: at everything when it is another, at what was searched for, else at what was just opened. */
function look(cy: Core, memory: Memory, anew: boolean, opened: readonly string[]): void {
  if (anew) {
    cy.fit(undefined, 40);
    memory.whole = cy.zoom();
  }
  const { wanted } = memory;
  if (wanted !== undefined && goTo(cy, wanted)) memory.wanted = undefined;
  else if (!anew && opened.length === 1)
    cy.animate({ fit: { eles: cy.getElementById(opened[0] ?? ""), padding: 60 } }, { duration: 250 });
  else if (!anew && opened.length > 1) cy.fit(undefined, 40);
}

function goTo(cy: Core, id: string): boolean {
  const found = cy.getElementById(id);
  if (found.empty()) return false;
  cy.animate({ center: { eles: found }, zoom: 1.2 }, { duration: 200 });
  return true;
}

/** Zooming by hand opens what one comes close to and closes all from afar. */
function onZoomed(cy: Core, memory: Memory, open: (cluster: string) => void, close: () => void): () => void {
  let later: ReturnType<typeof setTimeout> | undefined;
  function settled() {
    if (cy.destroyed()) return;
    if (cy.zoom() < memory.whole * FAR && cy.nodes("[kind = 'frame']").nonempty()) close();
    if (cy.zoom() < CLOSE_BY) return;
    const { x1, x2, y1, y2 } = cy.extent();
    const far = (node: cytoscape.NodeSingular) =>
      Math.hypot(node.position().x - (x1 + x2) / 2, node.position().y - (y1 + y2) / 2);
    const near = cy.nodes("[kind = 'cluster']").filter((node) => far(node) < (x2 - x1) / 3);
    const [nearest] = [...near].sort((a, b) => far(a) - far(b));
    if (nearest) open((nearest.data() as { cluster: string }).cluster);
  }
  cy.on("scrollzoom pinchzoom", () => {
    clearTimeout(later);
    later = setTimeout(settled, AFTER_ZOOM_MS);
  });
  return () => clearTimeout(later);
}

/** The ground moves with what stands on it. */
function follow(cy: Core, ground: SVGGElement | null): void {
  const { x, y } = cy.pan();
  ground?.setAttribute("transform", `translate(${x} ${y}) scale(${cy.zoom()})`);
}

/** Mark what is selected, on a path or lost: also what is drawn for others. */
function mark(
  cy: Core,
  selected: string | undefined,
  lit: ReadonlySet<string>,
  failed: ReadonlySet<string>,
): void {
  cy.batch(() => {
    cy.elements().forEach((element) => {
      const data = element.data() as { key?: string; id: string; covers?: readonly string[] };
      const name = data.key ?? data.id;
      const within = (names: ReadonlySet<string>) =>
        names.size > 0 && (names.has(name) || (data.covers?.some((one) => names.has(one)) ?? false));
      element.toggleClass("chosen", name === selected || (data.covers?.includes(selected ?? "") ?? false));
      element.toggleClass("lit", within(lit));
      element.toggleClass("failed", within(failed));
      element.toggleClass("faded", lit.size > 0 && element.isEdge() && !within(lit));
    });
  });
}
