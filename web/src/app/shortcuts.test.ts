import { describe, expect, it } from "vitest";
import { sequence } from "./shortcuts";

describe("keys that lead to a page", () => {
  it("are g and then a letter, soon after", () => {
    const read = sequence();
    expect(read("g", 0)).toBeUndefined();
    expect(read("d", 300)).toBe("/devices");
    expect(read("d", 400)).toBeUndefined();
  });

  it("are forgotten after a while, or when another key comes between", () => {
    const read = sequence();
    read("g", 0);
    expect(read("d", 5_000)).toBeUndefined();
    read("g", 6_000);
    expect(read("q", 6_100)).toBeUndefined();
    expect(read("d", 6_200)).toBeUndefined();
  });
});
