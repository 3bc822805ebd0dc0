import { describe, expect, it } from "vitest";
import type { Point } from "@/features/series/points";
import { changeOf, summaryOf, totalOf } from "./derive";
import { idsOf, readExplorer } from "./question";

const line = (...values: (number | null)[]): Point[] => values.map((value, index) => [index * 1_000, value]);

describe("derived lines", () => {
  it("say the change a second, and nothing beside a gap", () => {
    expect(changeOf(line(1, 3, null, 5, 4)).map(([, value]) => value)).toEqual([null, 2, null, null, -1]);
  });

  it("add up what is known", () => {
    expect(totalOf([line(1, null, null), line(2, 3, null)]).map(([, value]) => value)).toEqual([3, 3, null]);
  });

  it("count the 95th percentile by nearest rank", () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(summaryOf(line(...hundred)).p95).toBe(95);
    expect(summaryOf(line(7)).p95).toBe(7);
    expect(summaryOf(line(null, null)).known).toBe(0);
  });
});

describe("the address of a question", () => {
  it("keeps what it knows and drops the rest", () => {
    expect(readExplorer({ family: "interface", agg: "p95", top: "10", derive: "sin", range: "6h" })).toEqual({
      range: "6h",
      family: "interface",
      agg: "p95",
      top: 10,
    });
    expect(idsOf("3,x,4,-1")).toEqual([3, 4]);
  });
});
