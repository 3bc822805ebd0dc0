import { describe, expect, it } from "vitest";
import { inStepsOf, readRange, stepFor, stepped, widened, windowOf } from "./range";

const NOW = Date.parse("2026-03-14T12:00:07.500Z");

describe("readRange", () => {
  it("reads a rolling range by name and leaves the default out", () => {
    expect(readRange({ range: "6h" })).toEqual({ range: "6h" });
    expect(readRange({ range: "1h" })).toEqual({});
    expect(readRange({ range: "a year" })).toEqual({});
  });

  it("lets a fixed window win", () => {
    expect(readRange({ range: "6h", from: "1700000000", to: "1700003600" })).toEqual({
      from: 1_700_000_000,
      to: 1_700_003_600,
    });
  });

  it("ignores a window that ends before it starts", () => {
    expect(readRange({ from: "1700003600", to: "1700000000" })).toEqual({});
  });
});

describe("windowOf", () => {
  it("stays the same for a while, so that equal questions are asked once", () => {
    expect(windowOf({ range: "1h" }, NOW)).toEqual(windowOf({ range: "1h" }, NOW + 10_000));
  });

  it("has the length that was asked for and ends in the past", () => {
    const { start, end } = windowOf({ range: "24h" }, NOW);
    expect(end - start).toBe(86_400_000);
    expect(end).toBeLessThanOrEqual(NOW);
  });

  it("does not move when its ends are fixed", () => {
    expect(windowOf({ from: 1_700_000_000, to: 1_700_003_600 }, NOW)).toMatchObject({
      start: 1_700_000_000_000,
      end: 1_700_003_600_000,
      rolling: false,
    });
  });
});

describe("going through time", () => {
  const now = NOW / 1000;

  it("goes back by a whole window, and forth until it rolls again", () => {
    const hour = stepped({}, NOW, -1);
    expect(hour).toEqual({ from: Math.floor(now) - 7_200, to: Math.floor(now) - 3_600 });
    expect(stepped(hour, NOW, 1)).toEqual({});
    expect(stepped(stepped({ range: "6h" }, NOW, -1), NOW, 1)).toEqual({ range: "6h" });
  });

  it("never shows what is still to come", () => {
    const odd = { from: Math.floor(now) - 5_000, to: Math.floor(now) - 1_000 };
    expect(stepped(odd, NOW, 1)).toEqual({ from: Math.floor(now) - 4_000, to: Math.floor(now) });
  });

  it("widens around the middle, up to now", () => {
    expect(widened({ from: 1_700_000_000, to: 1_700_003_600 }, NOW)).toEqual({
      from: 1_699_998_200,
      to: 1_700_005_400,
    });
    expect(widened({}, NOW)).toEqual({ from: Math.floor(now) - 7_200, to: Math.floor(now) });
    const years = widened({ from: 1_000_000_000, to: 1_700_000_000 }, NOW);
    expect((years.to ?? 0) - (years.from ?? 0)).toBe(366 * 86_400);
  });
});

describe("stepFor", () => {
  it("is never shorter than the polling interval", () => {
    expect(stepFor(900, 300)).toBe(60);
    expect(stepFor(900, 300, 10)).toBe(10);
  });

  it("keeps the number of points below what was asked for", () => {
    for (const seconds of [3_600, 21_600, 86_400, 604_800]) {
      expect(seconds / stepFor(seconds, 300)).toBeLessThanOrEqual(300);
    }
  });
});

describe("inStepsOf", () => {
  it("never cuts a step shorter than the time between two samples", () => {
    const hour = windowOf({ range: "1h" }, NOW, 240, 10);
    expect(hour.stepSeconds).toBe(15);
    expect(inStepsOf(hour, 300).stepSeconds).toBe(300);
    expect(inStepsOf(hour, 10).stepSeconds).toBe(15);
  });

  it("keeps a sparkline's points few", () => {
    const week = windowOf({ range: "7d" }, NOW, 240, 60);
    expect(604_800 / inStepsOf(week, week.stepSeconds, 60).stepSeconds).toBeLessThanOrEqual(60);
  });
});
