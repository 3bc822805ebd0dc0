/** What the URL of the list of tasks says. */
import { asText, oneOf, type RawSearch } from "@/lib/search";

export const STATES = ["waiting", "running", "scheduled", "done", "dead", "cancelled"] as const;

export interface TaskSearch {
  q?: string;
  state?: (typeof STATES)[number];
  sort?: string;
}

export function readTaskSearch(search: RawSearch): TaskSearch {
  return { q: asText(search.q), state: oneOf(search.state, STATES), sort: asText(search.sort) };
}
