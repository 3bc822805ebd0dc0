import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setPreference } from "@/lib/preferences";
import { busiestHour, heatOf } from "./heat";
import type { Point } from "./points";

const at = (text: string): number => Date.parse(text);
const START = at("2026-03-13T12:00:00Z");
const END = at("2026-03-14T12:00:00Z");

describe("a heat map", () => {
  beforeEach(() => setPreference("timezone", "utc"));
  afterEach(() => setPreference("timezone", undefined));

  it("has the mean of each hour, the newest day first", () => {
    const points: Point[] = [
      [at("2026-03-13T20:10:00Z"), 10],
      [at("2026-03-13T20:50:00Z"), 30],
      [at("2026-03-14T08:00:00Z"), 4],
    ];
    const { days, cells, low, high } = heatOf(points, START, END);
    expect(days).toEqual(["2026-03-14", "2026-03-13"]);
    expect(cells).toEqual([
      [20, 1, 20],
      [8, 0, 4],
    ]);
    expect([low, high]).toEqual([4, 20]);
  });

  it("leaves out hours of which nothing is known, rather than calling them zero", () => {
    const points: Point[] = [
      [at("2026-03-13T20:00:00Z"), null],
      [at("2026-03-13T21:00:00Z"), 0],
    ];
    expect(heatOf(points, START, END).cells).toEqual([[21, 1, 0]]);
  });

  it("goes by the clocks of the preferred zone", () => {
    setPreference("timezone", "Asia/Tokyo");
    expect(heatOf([[at("2026-03-13T20:00:00Z"), 5]], START, END).cells).toEqual([[5, 0, 5]]);
  });

  it("knows the hour with the largest mean over the days", () => {
    const points: Point[] = [
      [at("2026-03-13T20:00:00Z"), 10],
      [at("2026-03-14T08:00:00Z"), 7],
      [at("2026-03-13T21:00:00Z"), 30],
    ];
    expect(busiestHour(heatOf(points, START, END))).toEqual({ hour: 21, mean: 30 });
    expect(busiestHour(heatOf([], START, END))).toBeNull();
  });
});
