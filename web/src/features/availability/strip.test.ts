import { describe, expect, it } from "vitest";
import { cutPercent, piecesOf, type SpanState } from "./strip";

const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const span = (start: number, end: number, state: SpanState) => ({ start: at(start), end: at(end), state });

describe("the pieces of a strip", () => {
  it("cover the period and lie where they were", () => {
    const pieces = piecesOf([span(0, 50, "up"), span(50, 75, "unknown"), span(75, 100, "up")], 0, 100_000);
    expect(pieces.map(({ state, left, width }) => [state, left, width])).toEqual([
      ["up", 0, 50],
      ["up", 75, 25],
      ["unknown", 50, 25],
    ]);
  });

  it("show the shortest outage, over what is up, within the strip", () => {
    const pieces = piecesOf([span(0, 99_999, "up"), span(99_999, 100_000, "down")], 0, 100_000_000);
    const down = pieces.at(-1);
    expect(down?.state).toBe("down");
    expect(down?.width).toBe(0.5);
    expect((down?.left ?? 0) + (down?.width ?? 0)).toBe(100);
  });

  it("never make time unknown or down into time up, however many there are", () => {
    const many = Array.from({ length: 2_000 }, (_, n) => span(n, n + 1, n % 7 === 3 ? "unknown" : "up"));
    const pieces = piecesOf([...many, span(2_000, 4_000, "up"), span(2_500, 2_501, "down")], 0, 4_000_000);
    expect(pieces.length).toBeLessThanOrEqual(300);
    const half = pieces.filter((piece) => piece.end <= 1_990_000);
    expect(half.every((piece) => piece.state === "unknown")).toBe(true);
    expect(pieces.filter((piece) => piece.state === "down")).toHaveLength(1);
  });

  it("leave out what lies outside", () => {
    expect(piecesOf([span(0, 10, "up"), span(10, 20, "down")], 10_000, 10_000)).toEqual([]);
    expect(piecesOf([span(0, 10, "up"), span(10, 20, "down")], 10_000, 20_000)).toHaveLength(1);
  });
});

describe("a percentage", () => {
  it("is cut and never rounded up to a target", () => {
    expect(cutPercent(99.8999)).toBe("99.899");
    expect(cutPercent(99.9)).toBe("99.900");
    expect(cutPercent(100)).toBe("100.000");
  });
});
