/** What the URL of the device list says. */
import type { RangeSearch } from "@/lib/range";
import { asId, asText, oneOf, type RawSearch } from "@/lib/search";

export const DEVICE_STATES = ["up", "down", "unknown"] as const;

export const IDENTITIES = ["verified", "unverified", "mismatch"] as const;

export interface DeviceSearch {
  q?: string;
  state?: (typeof DEVICE_STATES)[number];
  site?: number;
  pool?: number;
  tag?: string;
  identity?: (typeof IDENTITIES)[number];
  platform?: string;
  sort?: string;
}

export function readDeviceSearch(search: RawSearch): DeviceSearch {
  return {
    q: asText(search.q),
    state: oneOf(search.state, DEVICE_STATES),
    pool: asId(search.pool),
    tag: asText(search.tag),
    identity: oneOf(search.identity, IDENTITIES),
    platform: asText(search.platform),
    sort: asText(search.sort),
  };
}

export const DEVICE_TABS = ["overview", "interfaces", "sensors", "connections", "events", "raw"] as const;
export type DeviceTab = (typeof DEVICE_TABS)[number];

/** What the URL of a device page says. */
export interface DevicePartSearch extends RangeSearch {
  tab?: DeviceTab;
  /** Name of the interface whose detail is open. */
  interface?: string;
  /** The module or sensor whose readings are open. */
  reading?: string;
  q?: string;
  sort?: string;
}

/** Whether the URL narrows the list; the order of it does not. */
export function isFiltered(search: DeviceSearch): boolean {
  return Object.entries(search).some(([name, value]) => name !== "sort" && value !== undefined);
}
