/** Where one looks: at everything, at what was opened or searched for, and what zooming opens and closes. */
import type cytoscape from "cytoscape";
import type { Core } from "cytoscape";
import type { Memory } from "./memory";
import type { Spot } from "./plan";

/** From here on a cluster that fills the view opens, and half of what shows all closes them again. */
const CLOSE_BY = 1.8;
const FAR = 0.5;
const AFTER_ZOOM_MS = 200;
/** Room around all there is, in units of the map, and how near one looks at little. */
const AROUND = 90;
const NEAREST = 2;

/** Look at everything, by the spots alone: the boxes of thousands of labels would cost more than drawing them. */
export function lookAtAll(cy: Core, memory: Memory, spots: readonly Spot[]): void {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right] = [least(xs), -least(xs.map((x) => -x))];
  const [top, bottom] = [least(ys), -least(ys.map((y) => -y))];
  const room = (size: number, from: number, to: number) => size / (to - from + 2 * AROUND);
  const nearest = Math.min(NEAREST, cy.maxZoom());
  const whole = Math.min(room(cy.width(), left, right), room(cy.height(), top, bottom), nearest);
  const zoom = Math.max(whole, cy.minZoom());
  const pan = {
    x: cy.width() / 2 - (zoom * (left + right)) / 2,
    y: cy.height() / 2 - (zoom * (top + bottom)) / 2,
  };
  cy.viewport({ zoom, pan });
  memory.whole = cy.zoom();
}

const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b), Infinity);

/** After a layout: at what was searched for, else at what was just opened. */
export function look(cy: Core, memory: Memory, opened: readonly string[]): void {
  const { wanted } = memory;
  if (wanted !== undefined && goTo(cy, wanted)) memory.wanted = undefined;
  else if (opened.length === 1)
    cy.animate({ fit: { eles: cy.getElementById(opened[0] ?? ""), padding: 60 } }, { duration: 250 });
  else if (opened.length > 1) cy.fit(undefined, 40);
}

export function goTo(cy: Core, id: string): boolean {
  const found = cy.getElementById(id);
  if (found.empty()) return false;
  cy.animate({ center: { eles: found }, zoom: 1.2 }, { duration: 200 });
  return true;
}

/** Zooming by hand opens what one comes close to and closes all from afar. */
export function onZoomed(
  cy: Core,
  memory: Memory,
  open: (cluster: string) => void,
  close: () => void,
): () => void {
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
export function follow(cy: Core, ground: SVGGElement | null): void {
  const { x, y } = cy.pan();
  ground?.setAttribute("transform", `translate(${x} ${y}) scale(${cy.zoom()})`);
}
