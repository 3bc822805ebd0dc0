/** What the URL of the event list says. */
import { asId, asText, oneOf, type RawSearch } from "@/lib/search";

export const SEVERITIES = ["critical", "warning", "info"] as const;

export interface EventSearch {
  q?: string;
  severity?: (typeof SEVERITIES)[number];
  kind?: string;
  device?: number;
}

export function readEventSearch(search: RawSearch): EventSearch {
  return {
    q: asText(search.q),
    severity: oneOf(search.severity, SEVERITIES),
    kind: asText(search.kind),
    device: asId(search.device),
  };
}
