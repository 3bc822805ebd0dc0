/** What the URL of the log says. */
export const STATES = [
  "pending",
  "failed",
  "sent",
  "dead",
  "held",
  "digested",
  "cooled",
  "muted",
  "overtaken",
] as const;

export interface LogSearch {
  q?: string;
  state?: (typeof STATES)[number];
}
