/** What the drawing remembers between two pieces of news. */
import type { Elements } from "./elements";

export interface Memory {
  drawn: Elements;
  shape: string;
  layout: string;
  marks: Marks;
  marked: boolean;
  frames: ReadonlySet<string>;
  whole: number;
  thousands: boolean;
  wanted: string | undefined;
}

export interface Marks {
  selected: string | undefined;
  lit: ReadonlySet<string>;
  failed: ReadonlySet<string>;
}

export const fresh = (): Memory => ({
  drawn: { nodes: [], edges: [] },
  shape: "",
  layout: "",
  marks: { selected: undefined, lit: new Set(), failed: new Set() },
  marked: false,
  frames: new Set(),
  whole: 0,
  thousands: false,
  wanted: undefined,
});
