import { beforeEach, describe, expect, it } from "vitest";
import { setPreference } from "@/lib/preferences";
import { midnight, mondayOf, weeksAfter, weeksOf } from "./weeks";

const shift = (start: string, end: string) => ({ channel_id: 1, start, end, override_id: null });

describe("weeks of a calendar", () => {
  beforeEach(() => setPreference("timezone", "Europe/Berlin"));

  it("begin on Monday by the clock on the wall", () => {
    expect(mondayOf("2026-03-01T23:30:00Z")).toBe("2026-03-02"); // Monday 00:30 in Berlin
    expect(mondayOf("2026-03-01T22:30:00Z")).toBe("2026-02-23"); // Sunday 23:30
    expect(weeksAfter("2026-03-02", -1)).toBe("2026-02-23");
    expect(midnight("2026-03-30")).toBe("2026-03-29T22:00:00.000Z"); // summer time
  });

  it("cut a shift at their ends, where the clock is changed as well", () => {
    const weeks = weeksOf([shift("2026-03-27T08:00:00Z", "2026-04-03T07:00:00Z")], "2026-03-23", 2);
    expect(weeks.map((week) => week.bars.map((bar) => [bar.left * 7, bar.width * 7]))).toEqual([
      [[4 + 9 / 24, 3 - 9 / 24]], // Friday 09:00 to Sunday midnight
      [[0, 4 + 9 / 24]], // Monday to Friday 09:00 summer time
    ]);
    expect(weeks[0]?.days.map((day) => day.getUTCDate())).toEqual([23, 24, 25, 26, 27, 28, 29]);
  });

  it("leave out what lies elsewhere", () => {
    expect(
      weeksOf([shift("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z")], "2026-03-23", 1)[0]?.bars,
    ).toEqual([]);
  });
});
