import { describe, expect, it } from "vitest";
import { aheadMs, courseOf } from "./course";

const DAY_MS = 86_400_000;
const BOX = { width: 200, height: 22 };
const item = {
  history: [-6, null, -7, -8],
  history_from: "2026-03-01T00:00:00Z",
  history_step_s: 21_600,
  at: "2026-03-02T00:00:00Z",
  level: -8,
  threshold: -14,
  rising: false,
  per_day: -1,
  per_day_low: -1.5,
  per_day_high: -0.5,
  days: 6,
};

describe("the course of a series to its limit", () => {
  it("is drawn to its limit and a little beyond, for some days at least and four weeks at most", () => {
    expect(aheadMs({ days: 6 })).toBeCloseTo(6.9 * DAY_MS, -3);
    expect(aheadMs({ days: 0 })).toBe(3.5 * DAY_MS);
    expect(aheadMs({ days: 200 })).toBe(28 * DAY_MS);
  });

  it("leaves a gap where nothing is known", () => {
    expect(courseOf(item, BOX).past.match(/M/g)).toHaveLength(2);
  });

  it("shows the limit where it is in sight, and only there", () => {
    expect(courseOf(item, BOX).limit).toBeGreaterThan(15);
    expect(
      courseOf({ ...item, days: 200, per_day: -0.03, per_day_low: -0.04, per_day_high: -0.02 }, BOX).limit,
    ).toBe(undefined);
  });

  it("leads nowhere without a slope", () => {
    const still = courseOf({ ...item, per_day: null, per_day_low: null, per_day_high: null, days: 0 }, BOX);
    expect(still.ahead).toBeUndefined();
    expect(still.cone).toBeUndefined();
    expect(still.limit).toBeDefined();
  });

  it("stays inside of its box", () => {
    const { past, ahead, cone } = courseOf(item, BOX);
    for (const [, x, y] of `${past}${ahead}${cone}`.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(BOX.width);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y)).toBeLessThanOrEqual(BOX.height);
    }
  });
});
