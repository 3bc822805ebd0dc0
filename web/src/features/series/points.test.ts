import { describe, expect, it } from "vitest";
import {
  align,
  availabilityOf,
  availabilitySummary,
  extentOf,
  gapsOf,
  latest,
  sparkPath,
  type Point,
  isLate,
  lastKnownAt,
  lonePoints,
} from "./points";

const minutes = (...values: (number | null)[]): Point[] =>
  values.map((value, index) => [index * 60_000, value]);

describe("align", () => {
  it("puts series on one axis and does not invent values", () => {
    const { x, ys } = align([minutes(1, 2, 3), [[60_000, 9]]], 60);
    expect(x).toEqual([0, 60, 120]);
    expect(ys).toEqual([
      [1, 2, 3],
      [null, 9, null],
    ]);
  });

  it("breaks the line across silence, also when the silent steps are missing altogether", () => {
    const { x, ys } = align(
      [
        [
          [0, 1],
          [60_000, 2],
          [600_000, 3],
        ],
      ],
      60,
    );
    expect(x).toEqual([0, 60, 120, 600]);
    expect(ys[0]).toEqual([1, 2, null, 3]);
  });

  it("keeps a zero apart from a gap", () => {
    expect(align([minutes(0, null, 0)], 60).ys[0]).toEqual([0, null, 0]);
  });

  it("sorts points that came unsorted", () => {
    expect(
      align(
        [
          [
            [60_000, 2],
            [0, 1],
          ],
        ],
        60,
      ).ys[0],
    ).toEqual([1, 2]);
  });
});

describe("gapsOf", () => {
  it("finds silence at the start, inside and at the end", () => {
    const data = align([minutes(null, null, null, 1, 2, null, null, null, 3)], 60);
    expect(gapsOf(data, 0, 900, 60)).toEqual([
      [0, 180],
      [240, 480],
      [480, 900],
    ]);
  });

  it("does not call the newest sample's way here a gap", () => {
    expect(gapsOf(align([minutes(1, 2, 3)], 60), 0, 240, 60)).toEqual([]);
  });

  it("calls a sample missing that is two and a half steps late", () => {
    expect(gapsOf(align([minutes(1, 2, 3)], 60), 0, 290, 60)).toEqual([[120, 290]]);
  });

  it("sees no gap while one of the series knows", () => {
    const data = align([minutes(1, null, null, null, 5), minutes(1, 2, 3, 4, 5)], 60);
    expect(gapsOf(data, 0, 240, 60)).toEqual([]);
  });

  it("is one gap when nothing is known", () => {
    expect(gapsOf(align([minutes(null, null)], 60), 0, 600, 60)).toEqual([[0, 600]]);
  });
});

describe("latest and extent", () => {
  it("looks past gaps at the end", () => {
    expect(latest(minutes(1, 7, null))).toBe(7);
    expect(latest(minutes(null))).toBeNull();
  });

  it("knows when anything was known last, and when that is no longer the present", () => {
    expect(lastKnownAt([minutes(1, null), minutes(1, 2, null)])).toBe(60_000);
    expect(lastKnownAt([minutes(null)])).toBeNull();
    expect(isLate(60_000, 120_000, 60)).toBe(false);
    expect(isLate(60_000, 300_000, 60)).toBe(true);
  });

  it("ignores gaps", () => {
    expect(extentOf(minutes(null, -3, 5))).toEqual({ min: -3, max: 5 });
    expect(extentOf(minutes(null))).toBeNull();
  });
});

describe("sparkPath", () => {
  const box = { start: 0, end: 240_000, width: 100, height: 20 };

  it("starts anew after a gap", () => {
    const path = sparkPath(minutes(1, 2, null, 3, 4), box, { min: 0, max: 4 });
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path.match(/L/g)).toHaveLength(2);
  });

  it("shows a lone sample", () => {
    expect(sparkPath(minutes(null, 2, null), box, { min: 0, max: 4 })).toContain("h1.5");
  });
});

describe("availability", () => {
  it("has a state of its own for not known", () => {
    expect([1, 0, 0.5, null].map(availabilityOf)).toEqual(["up", "down", "mixed", "unknown"]);
  });

  it("counts only known time, and says how much that is", () => {
    expect(availabilitySummary(minutes(1, 1, 1, 0, null, null, null, null))).toEqual({
      answered: 0.75,
      known: 0.5,
    });
    expect(availabilitySummary(minutes(null, null))).toEqual({ answered: null, known: 0 });
  });
});

describe("a value alone", () => {
  it("is found, so that the first sample of a series is seen", () => {
    expect(lonePoints([null, null, 7])).toEqual([2]);
    expect(lonePoints([5, null, 6, 7, null, 8, null])).toEqual([0, 5]);
    expect(lonePoints([])).toEqual([]);
  });
});
