import { describe, expect, it } from "vitest";
import { hostLines, meanOf } from "./hostLines";

const one = (object: string, ...values: (number | null)[]) => ({
  object,
  points: values.map((value, index): [number, number | null] => [index, value]),
});

describe("hostLines", () => {
  it("names and orders what it shows", () => {
    const lines = hostLines([one("storage//var", 1), one("memory/RAM", 2), one("cpu/0", 3), one("odd", 4)]);
    expect(lines.map((line) => line.label)).toEqual(["CPU 0", "Memory RAM", "Storage /var", "odd"]);
  });

  it("shows many processors as their mean", () => {
    const lines = hostLines([one("cpu/0", 10), one("cpu/1", 20), one("cpu/2", 60), one("memory/RAM", 2)]);
    expect(lines.map((line) => line.label)).toEqual(["CPU, mean of 3", "Memory RAM"]);
    expect(lines[0]?.points).toEqual([[0, 30]]);
  });
});

describe("meanOf", () => {
  it("takes the mean of what is known, and keeps a gap where nothing is", () => {
    expect(meanOf([one("a", 1, null, null).points, one("b", 3, 5, null).points])).toEqual([
      [0, 2],
      [1, 5],
      [2, null],
    ]);
  });
});
