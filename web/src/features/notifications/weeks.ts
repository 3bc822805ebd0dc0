/** The calendar of a rotation as weeks on the clocks of the preferred zone. */
import type { OnCallCalendar } from "@/api/types";
import { fromZone, inZone } from "@/lib/zone";

export type Shift = OnCallCalendar["shifts"][number];

const DAY_MS = 86_400_000;
export const WEEK_MS = 7 * DAY_MS;
export const WEEKS = 5;

export interface Bar {
  shift: Shift;
  /** Where it begins and how long it is, as shares of the week. */
  left: number;
  width: number;
}

export interface Week {
  /** Days of the week as clocks show them, in UTC fields. */
  days: readonly Date[];
  bars: readonly Bar[];
}

/** The Monday on or before a moment, as clocks show it: `2026-03-02`. */
export function mondayOf(at: number | string): string {
  const shown = inZone(at);
  const back = (shown.getUTCDay() + 6) % 7;
  return new Date(shown.getTime() - back * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday so many weeks after one. */
export const weeksAfter = (monday: string, weeks: number): string =>
  new Date(Date.parse(`${monday}T00:00Z`) + weeks * WEEK_MS).toISOString().slice(0, 10);

/** The moment at which the clocks show midnight of a day. */
export const midnight = (day: string): string => (fromZone(`${day}T00:00`) ?? new Date()).toISOString();

/** Shifts cut into weeks from a Monday on. What is shown is what clocks show, also where they are changed. */
export function weeksOf(shifts: readonly Shift[], monday: string, weeks = WEEKS): Week[] {
  const begin = Date.parse(`${monday}T00:00Z`);
  return Array.from({ length: weeks }, (_, number) => {
    const start = begin + number * WEEK_MS;
    const bars = shifts.flatMap((shift) => {
      const from = Math.max(inZone(shift.start).getTime(), start);
      const until = Math.min(inZone(shift.end).getTime(), start + WEEK_MS);
      if (until <= from) return [];
      return [{ shift, left: (from - start) / WEEK_MS, width: (until - from) / WEEK_MS }];
    });
    return { days: Array.from({ length: 7 }, (_day, day) => new Date(start + day * DAY_MS)), bars };
  });
}
