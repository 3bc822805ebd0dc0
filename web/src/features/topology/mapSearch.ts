/** What the address of the map remembers. */
import { asText, oneOf, type RawSearch } from "@/lib/search";
import { asMoment } from "./when";

export const LAYERS = ["physical", "link", "ip", "igp", "bgp", "service"] as const;
export type Layer = (typeof LAYERS)[number];
export const LAYOUTS = ["force", "layered", "circle", "geographic"] as const;
export type LayoutName = (typeof LAYOUTS)[number];
export const COLOURS = ["state", "load"] as const;
export const VIEWS = ["map", "table", "changes", "risks"] as const;

export const GROUPED = ["yes", "no"] as const;

export interface MapSearch {
  view?: (typeof VIEWS)[number];
  layout?: LayoutName;
  layers?: string;
  colour?: (typeof COLOURS)[number];
  at?: string;
  since?: string;
  selected?: string;
  /** Whether devices are grouped; left out, the size of the network decides. */
  grouped?: (typeof GROUPED)[number];
  /** The clusters that are open. */
  open?: string;
}

export function readMapSearch(search: RawSearch): MapSearch {
  return {
    view: oneOf(asText(search.view), VIEWS),
    layout: oneOf(asText(search.layout), LAYOUTS),
    layers: asText(search.layers),
    colour: oneOf(asText(search.colour), COLOURS),
    at: asMoment(asText(search.at)),
    since: asMoment(asText(search.since)),
    selected: asText(search.selected),
    grouped: oneOf(asText(search.grouped), GROUPED),
    open: asText(search.open),
  };
}

const DEFAULT: readonly Layer[] = ["physical", "link"];

/** The layers that are switched on. */
export function layersOf(search: MapSearch): readonly Layer[] {
  if (search.layers === undefined) return DEFAULT;
  const wanted = search.layers.split(".");
  return LAYERS.filter((layer) => wanted.includes(layer));
}

export function toggled(layers: readonly Layer[], layer: Layer): string {
  const next = layers.includes(layer) ? layers.filter((one) => one !== layer) : [...layers, layer];
  return LAYERS.filter((one) => next.includes(one)).join(".");
}
