/** What the drawing remembers between two pieces of news. */
import type { Elements } from "./elements";

export interface Memory {
  drawn: Elements;
  shape: string;
  /** The shape whose drawing somebody stopped. */
  stopped: string;
  layout: string;
  marks: Marks;
  marked: boolean;
  frames: ReadonlySet<string>;
  whole: number;
  thousands: boolean;
  wanted: string | undefined;
  /** End the drawing that is on its way. */
  stop: () => void;
}

export interface Marks {
  selected: string | undefined;
  lit: ReadonlySet<string>;
  failed: ReadonlySet<string>;
}

export const fresh = (): Memory => ({
  drawn: { nodes: [], edges: [] },
  shape: "",
  stopped: "",
  layout: "",
  marks: { selected: undefined, lit: new Set(), failed: new Set() },
  marked: false,
  frames: new Set(),
  whole: 0,
  thousands: false,
  wanted: undefined,
  stop: () => undefined,
});
