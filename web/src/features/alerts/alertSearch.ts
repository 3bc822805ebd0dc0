/** What the URL of the alert list says. Without a state it shows what is open. */
import { asText, oneOf, type RawSearch } from "@/lib/search";

export const STATES = ["open", "acknowledged", "cleared"] as const;
export const SEVERITIES = ["critical", "major", "minor", "warning", "info"] as const;

export interface AlertSearch {
  q?: string;
  state?: (typeof STATES)[number];
  severity?: (typeof SEVERITIES)[number];
  sort?: string;
}

export function readAlertSearch(search: RawSearch): AlertSearch {
  return {
    q: asText(search.q),
    state: oneOf(search.state, STATES),
    severity: oneOf(search.severity, SEVERITIES),
    sort: asText(search.sort),
  };
}
