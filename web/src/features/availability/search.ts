/** What the URL of the availability page says: of what, over which time, and when a group counts as up. */
import { asText, oneOf, type RawSearch } from "@/lib/search";

export const KINDS = ["site", "service", "device", "link"] as const;
export type Kind = (typeof KINDS)[number];

export const PERIODS = [
  "this_month",
  "last_month",
  "this_week",
  "last_week",
  "today",
  "yesterday",
  "this_year",
] as const;
export type PeriodName = (typeof PERIODS)[number];

/** `month` (`2026-03`) and a time between two moments (epoch seconds) go before `period`; nothing is this month. */
export interface AvailabilitySearch {
  kind?: Kind;
  period?: PeriodName;
  month?: string;
  from?: number;
  to?: number;
  needs?: "any";
  q?: string;
  sort?: string;
}

export function readAvailabilitySearch(search: RawSearch): AvailabilitySearch {
  return {
    kind: oneOf(search.kind, KINDS),
    ...readPeriod(search),
    needs: oneOf(search.needs, ["any"] as const),
    q: asText(search.q),
    sort: asText(search.sort),
  };
}

function readPeriod(search: RawSearch): Pick<AvailabilitySearch, "period" | "month" | "from" | "to"> {
  const [from, to] = [Number(asText(search.from)), Number(asText(search.to))];
  if (Number.isFinite(from) && Number.isFinite(to) && from > 0 && to > from) return { from, to };
  const month = asText(search.month);
  if (month !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return { month };
  return { period: oneOf(search.period, PERIODS) };
}

/** The question to the server. */
export function questionOf(search: AvailabilitySearch, zone: string) {
  const iso = (seconds: number | undefined) =>
    seconds === undefined ? undefined : new Date(seconds * 1000).toISOString();
  return {
    kind: search.kind ?? "site",
    period:
      search.month === undefined && search.from === undefined ? (search.period ?? "this_month") : undefined,
    month: search.month,
    start: iso(search.from),
    end: iso(search.to),
    needs: search.needs,
    time_zone: zone,
  } as const;
}
