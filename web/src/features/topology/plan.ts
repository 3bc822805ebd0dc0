/** What a layout is asked: what stands where, and what it is joined to. Pure. */

export interface Spot {
  x: number;
  y: number;
}

export interface Plan {
  layout: "force" | "layered" | "circle" | "geographic";
  nodes: readonly Planned[];
  /** Pairs of positions in `nodes`. */
  edges: readonly (readonly [number, number])[];
}

export interface Planned {
  /** What is drawn close together: the open cluster. */
  group: string | undefined;
  /** A layered drawing begins with these. */
  core: boolean;
  /** Where it stands now, so that little moves. */
  at: Spot | undefined;
  /** Where it stands on earth, in units of the map; only for a geographic drawing. */
  place: Spot | undefined;
  /** How much room it wants, 1 for a device. */
  size: number;
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** The n-th seed of a sunflower: evenly spread around the middle. */
export function seed(at: number, middle: Spot, apart: number): Spot {
  const radius = apart * Math.sqrt(at + 0.3);
  return { x: middle.x + radius * Math.cos(at * GOLDEN), y: middle.y + radius * Math.sin(at * GOLDEN) };
}
