/** A picture within a page: it shows all there is, leaves wheel and touch to the page, and flows along its longer side. */
import type { Core } from "cytoscape";
import type { Spot } from "./plan";

const NEAREST = 1.3;
/** From so many pixels on rows stand beside each other. */
const WIDE = 560;

/** Nothing moves by hand, and a page that changes its width still shows everything. */
export function hold(cy: Core): void {
  cy.maxZoom(NEAREST);
  cy.userZoomingEnabled(false);
  cy.userPanningEnabled(false);
  cy.autoungrabify(true);
  cy.boxSelectionEnabled(false);
  cy.on("resize", () => cy.fit(undefined, 20));
}

/** Rows from the top become columns from the left where there is room for the names between them. */
export const flowing = (spots: readonly Spot[], width: number): Spot[] =>
  spots.map(({ x, y }) => (width >= WIDE ? { x: y * 1.2, y: x * 0.9 } : { x: x * 1.2, y: y * 0.7 }));
