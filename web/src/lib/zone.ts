/** The zone that a person prefers: what its clocks show at a moment, and which moment they mean. */
import { preferences } from "./preferences";

/** What is kept: that of the browser, UTC, or a name of the IANA time zone database (`Europe/Berlin`). */
export const LOCAL = "local";
export const UTC = "utc";

/** Offsets only change at quarters of an hour: all moments of one quarter share theirs. */
const QUARTER_MS = 900_000;
const MOST_KEPT = 20_000;

type Clock = (ms: number) => number;

const clocks = new Map<string, Clock>();

/** How far the clocks of a named zone are ahead of UTC, in ms; throws a RangeError for a name that nobody knows. */
function clockOf(name: string): Clock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: name,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const kept = new Map<number, number>();
  return (ms) => {
    const quarter = Math.floor(ms / QUARTER_MS) * QUARTER_MS;
    const known = kept.get(quarter);
    if (known !== undefined) return known;
    const fields = Object.fromEntries(
      format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(quarter, offset);
    return offset;
  };
}

const browser: Clock = (ms) => -new Date(ms).getTimezoneOffset() * 60_000;

function clock(wanted: unknown = preferences().timezone): Clock {
  if (wanted === UTC || wanted === "UTC") return () => 0;
  if (typeof wanted !== "string" || wanted === LOCAL) return browser;
  let found = clocks.get(wanted);
  if (!found) {
    try {
      found = clockOf(wanted);
    } catch {
      found = browser; // a name that this browser does not know
    }
    clocks.set(wanted, found);
  }
  return found;
}

/** The preferred zone's name in the IANA database. */
export function zoneName(): string {
  const wanted = preferences().timezone;
  if (wanted === UTC) return "UTC";
  const named = typeof wanted === "string" && wanted !== LOCAL && clock() !== browser;
  return named ? wanted : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A moment whose UTC fields are those that the clocks of the preferred zone, or of `zone`, show. */
export function inZone(at: string | number, zone?: string): Date {
  const ms = new Date(at).getTime();
  return new Date(ms + clock(zone)(ms));
}

/** The moment at which the clocks of the preferred zone, or of `zone`, show `fields` (`2026-03-14T09:26`); undefined if it is none.
 * An hour that they show twice is the first; one that they skip is as much later. */
export function fromZone(fields: string, zone?: string): Date | undefined {
  const shown = Date.parse(`${fields}Z`);
  if (Number.isNaN(shown)) return undefined;
  const ahead = clock(zone);
  const [before, after] = [ahead(shown - 86_400_000), ahead(shown + 86_400_000)];
  const right = [shown - before, shown - after].find((ms) => ms + ahead(ms) === shown);
  return new Date(right ?? shown - before);
}

/** All names that this browser knows. */
export const zoneNames = (): readonly string[] => Intl.supportedValuesOf("timeZone");
