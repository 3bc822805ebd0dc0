import { describe, expect, it } from "vitest";
import {
  annotationAt,
  annotationsIn,
  endOf,
  mirrored,
  reaching,
  shifted,
  type Annotation,
  type Forecast,
} from "./band";

const fault: Annotation = { id: "1", at: 1_000, until: 5_000, label: "fault", tone: "bad" };
const change: Annotation = { id: "2", at: 9_000, label: "change", tone: "info" };

describe("annotations", () => {
  it("belong to a window that they touch", () => {
    expect(annotationsIn([fault, change], { start: 4_000, end: 8_000 })).toEqual([fault]);
    expect(annotationsIn([fault, change], { start: 5_001, end: 9_000 })).toEqual([change]);
  });

  it("are found under the crosshair, the nearest first", () => {
    expect(annotationAt([fault, change], 3_000, 100)).toBe(fault);
    expect(annotationAt([fault, change], 8_950, 100)).toBe(change);
    expect(annotationAt([fault, change], 7_000, 100)).toBeUndefined();
  });
});

describe("an earlier time", () => {
  it("lies on the present axis, with its gaps", () => {
    expect(shifted([[0, 1], [60, null]], 1_000)).toEqual([[1_000, 1], [1_060, null]]); // prettier-ignore
  });
});

describe("what is likely to come", () => {
  const forecast: Forecast = {
    key: "next-day",
    label: "likely",
    color: 1,
    expected: [
      [1_000, 5],
      [2_000, null],
    ],
    low: [[1_000, 4]],
    high: [[1_000, 7]],
  };

  it("keeps its edges in order below the axis", () => {
    const down = mirrored(forecast);
    expect(down.expected).toEqual([
      [1_000, -5],
      [2_000, null],
    ]);
    expect([down.low, down.high]).toEqual([[[1_000, -7]], [[1_000, -4]]]);
  });

  it("moves the end of the drawing, never back", () => {
    expect(endOf([forecast], 1_500)).toBe(2_000);
    expect(endOf([forecast], 3_000)).toBe(3_000);
    expect(endOf([], 3_000)).toBe(3_000);
  });
});

describe("a chart with limits", () => {
  const limits = [-18, -14, 1, 3].map((at) => ({ at, label: String(at), tone: "bad" as const }));

  it("reaches to the nearest limit above and below its lines, and not to those beyond", () => {
    expect(reaching(-6, -4, limits)).toEqual([-14, 1]);
    expect(reaching(-15, -4, limits)).toEqual([-18, 1]);
  });

  it("stays as it is where nothing is known, or no limit is beyond", () => {
    expect(reaching(-20, 5, limits)).toEqual([-20, 5]);
    expect(reaching(1, 2, [])).toEqual([1, 2]);
    expect(reaching(Infinity, -Infinity, limits)).toEqual([Infinity, -Infinity]);
  });
});
