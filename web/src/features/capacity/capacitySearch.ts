/** What the URL of the capacity page says. */
import { asId, asText, oneOf, type RawSearch } from "@/lib/search";

export const KINDS = ["optics", "disk", "link", "battery"] as const;
export type Kind = (typeof KINDS)[number];

export const WITHIN_DAYS = ["7", "30", "90"] as const;

export interface CapacitySearch {
  q?: string;
  kind?: Kind;
  site?: number;
  pool?: number;
  within?: (typeof WITHIN_DAYS)[number];
  sort?: string;
}

export function readCapacitySearch(search: RawSearch): CapacitySearch {
  return {
    q: asText(search.q),
    kind: oneOf(search.kind, KINDS),
    site: asId(search.site),
    pool: asId(search.pool),
    within: oneOf(asText(search.within), WITHIN_DAYS),
    sort: asText(search.sort),
  };
}
