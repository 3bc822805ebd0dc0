/** What the URL of the incident list says. */
import { asText, oneOf, type RawSearch } from "@/lib/search";

export const STAGES = ["forming", "open", "closed"] as const;

export interface IncidentSearch {
  q?: string;
  stage?: (typeof STAGES)[number];
}

export function readIncidentSearch(search: RawSearch): IncidentSearch {
  return { q: asText(search.q), stage: oneOf(search.stage, STAGES) };
}
