/** Moments of the map as the address keeps them (RFC 3339, UTC) and as a field shows them (the zone a person prefers). */
import { fromZone, inZone } from "@/lib/zone";

const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A moment that the server will take, or nothing: addresses are typed by people, too. */
export function asMoment(text: string | undefined): string | undefined {
  return text !== undefined && ZONED.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

/** What a `datetime-local` field shows for a moment. */
export const fieldOf = (moment: string | undefined): string =>
  moment === undefined ? "" : inZone(moment).toISOString().slice(0, 19);

/** The moment that a `datetime-local` field means. */
export const momentOf = (field: string): string | undefined => fromZone(field)?.toISOString();

export const BACK = { hour: 3_600, day: 86_400, week: 604_800 } as const;
export type Back = keyof typeof BACK;

/** The moment so long before another. */
export const before = (moment: string | undefined, back: Back, now: number): string =>
  new Date((moment === undefined ? now : Date.parse(moment)) - BACK[back] * 1000).toISOString();

/** Just before a moment: the map as it was until then. */
export const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();
