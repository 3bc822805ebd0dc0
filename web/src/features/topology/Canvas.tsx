import cytoscape, { type Core, type SingularElementArgument } from "cytoscape";
import { useEffect, useEffectEvent, useRef } from "react";
import { arrange } from "./arrange";
import { Earth } from "./Earth";
import type { Elements } from "./elements";
import type { Geography } from "./geography";
import { styleSheet } from "./look";
import type { LayoutName } from "./mapSearch";
import classes from "./Map.module.css";
import { mark } from "./marking";
import { fresh, type Memory } from "./memory";
import { planFor, redraw, refresh } from "./news";
import { flowing, hold } from "./still";
import { follow, goTo, look, lookAtAll, onZoomed } from "./viewing";
import type { Spot } from "./plan";

export interface CanvasHandle {
  png: () => Blob;
  positions: () => Map<string, Spot>;
  centre: (id: string) => void;
  /** End the drawing that is on its way, and begin it again. */
  stop: () => void;
  again: () => void;
}

/** What is being done before the map is there; `done` is the part of it, 0..1. */
export interface Progress {
  step: "arranging" | "adding" | "stopped";
  done: number;
}

interface CanvasProps {
  drawn: Elements;
  earth: Geography | undefined;
  layout: LayoutName;
  selected: string | undefined;
  lit: ReadonlySet<string>;
  failed: ReadonlySet<string>;
  label: string;
  /** A picture within a page: it shows all there is and leaves wheel and touch to the page. */
  still?: boolean;
  onSelect: (id: string | undefined) => void;
  /** Open or close a cluster. */
  onSwitch: (cluster: string) => void;
  onCloseAll: () => void;
  onReady: (handle: CanvasHandle) => void;
  /** Undefined when the map is there. */
  onProgress?: (progress: Progress | undefined) => void;
}

/** With more lines than this, what is expensive to draw is left out. */
const THOUSANDS = 1_500;

/** The drawn map. Elements are changed in place, so that news neither moves nor blinks what one is looking at. */
export default function Canvas(props: CanvasProps) {
  const { drawn, earth, layout, selected, lit, failed, still } = props;
  const box = useRef<HTMLDivElement>(null);
  const ground = useRef<SVGGElement>(null);
  const core = useRef<Core | null>(null);
  const memory = useRef(fresh());
  const select = useEffectEvent((id: string | undefined) => props.onSelect(id));
  const switchOne = useEffectEvent((cluster: string) => props.onSwitch(cluster));
  const closeAll = useEffectEvent(() => props.onCloseAll());
  const tell = useEffectEvent((progress: Progress | undefined) => props.onProgress?.(progress));
  const redrawn = useEffectEvent(() => {
    const cy = core.current;
    if (cy && box.current)
      draw(cy, box.current, memory.current, { drawn, layout, earth, still }, (one) => tell(one));
  });
  const ready = useEffectEvent((handle: CanvasHandle) => props.onReady(handle));
  const settle = useEffectEvent((cy: Core) => {
    if (still) hold(cy);
  });

  useEffect(() => {
    if (!box.current) return;
    const cy = begin(box.current);
    core.current = cy;
    settle(cy);
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
      stop: () => memory.current.stop(),
      again: () => {
        memory.current.stopped = "";
        redrawn();
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
    redrawn();
  }, [drawn, layout, earth, still]);

  useEffect(() => {
    const cy = core.current;
    memory.current.marks = { selected, lit, failed };
    if (cy) mark(cy, memory.current);
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

/** Draw the news. What is new in shape is laid out beside the page first, and drawn if it is still wanted then. */
function draw(
  cy: Core,
  box: HTMLElement,
  memory: Memory,
  news: Pick<CanvasProps, "drawn" | "layout" | "earth" | "still">,
  tell: NonNullable<CanvasProps["onProgress"]>,
): void {
  const { drawn, layout, earth, still } = news;
  memory.drawn = drawn;
  const shape = shapeOf(drawn, layout);
  if (shape === memory.shape || shape === memory.stopped || drawn.nodes.length === 0) {
    refresh(cy, drawn);
    return;
  }
  memory.shape = shape;
  const anew = layout !== memory.layout;
  if (memory.layout === "") box.dataset.settled = "no";
  else refresh(cy, drawn);
  const held = new Set(drawn.nodes.map(({ parent }) => parent));
  const placed = drawn.nodes.filter(({ id }) => !held.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const step = (name: Progress["step"]) => (done: number) => {
    if (memory.shape === shape) tell({ step: name, done });
  };
  step("arranging")(0);
  const job = arrange(planFor(cy, layout, placed, drawn, anew, earth?.places), step("arranging"));
  memory.stop = () => {
    job.stop();
    if (memory.shape !== shape || box.dataset.settled === "yes") return;
    Object.assign(memory, { shape: "", stopped: shape });
    tell({ step: "stopped", done: 0 });
  };
  void job.spots.then((found) => {
    if (!found || memory.shape !== shape || cy.destroyed()) return;
    const spots = still ? flowing(found, cy.width()) : found;
    if (anew) lookAtAll(cy, memory, spots);
    const frames = new Set(drawn.nodes.flatMap(({ id, kind }) => (kind === "frame" ? [id] : [])));
    const opened = anew ? [] : [...frames].filter((id) => !memory.frames.has(id));
    Object.assign(memory, { layout, frames });
    const at = new Map(placed.flatMap(({ id }, nth) => (spots[nth] ? [[id, spots[nth]]] : [])));
    show(cy, box, memory, at, step("adding"), () => {
      look(cy, memory, opened);
      box.dataset.settled = "yes";
      tell(undefined);
    });
  });
}

const shapeOf = ({ nodes, edges }: Elements, layout: string): string =>
  [layout, ...nodes.map(({ id, parent }) => `${id}\t${parent ?? ""}`), ...edges.map(({ id }) => id)].join(
    "\n",
  );

/** Cytoscape asks this of its renderer at each frame, but takes it as an option only at the start. */
const rendererOf = (cy: Core) =>
  (cy as unknown as { renderer: () => { hideEdgesOnViewport: boolean } }).renderer();

/** Bring what is wanted by now to the spots, then tell. */
function show(
  cy: Core,
  box: HTMLElement,
  memory: Memory,
  spots: ReadonlyMap<string, Spot>,
  tell: (done: number) => void,
  done: () => void,
): void {
  const { drawn, shape } = memory;
  const thousands = drawn.edges.length > THOUSANDS;
  if (thousands !== memory.thousands) cy.style(styleSheet(box, thousands));
  memory.thousands = thousands;
  rendererOf(cy).hideEdgesOnViewport = thousands;
  const wanted = () => memory.shape === shape;
  redraw(cy, drawn, spots, wanted, tell, () => {
    if (memory.drawn !== drawn) refresh(cy, memory.drawn);
    mark(cy, memory);
    requestAnimationFrame(() => {
      if (!cy.destroyed() && wanted()) done();
    });
  });
}
