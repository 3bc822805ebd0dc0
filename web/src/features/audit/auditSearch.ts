/** What the URL of the audit log says. */
import { asText, oneOf, type RawSearch } from "@/lib/search";

export const OUTCOMES = ["ok", "denied", "failed"] as const;
export const SPANS = ["hour", "day", "week", "month"] as const;

export type Span = (typeof SPANS)[number];

export interface AuditSearch {
  q?: string;
  actor?: string;
  verb?: string;
  outcome?: (typeof OUTCOMES)[number];
  span?: Span;
}

export function readAuditSearch(search: RawSearch): AuditSearch {
  return {
    q: asText(search.q),
    actor: asText(search.actor),
    verb: asText(search.verb),
    outcome: oneOf(search.outcome, OUTCOMES),
    span: oneOf(search.span, SPANS),
  };
}

const HOURS: Readonly<Record<Span, number>> = { hour: 1, day: 24, week: 168, month: 720 };

/** The moment at which a span that ends now begins, on the full minute, so that a list does not ask anew each time. */
export function beginningOf(span: Span, now: Date): string {
  const minute = Math.floor(now.getTime() / 60_000) * 60_000;
  return new Date(minute - HOURS[span] * 3_600_000).toISOString();
}
