import { describe, expect, it } from "vitest";
import { filterText, globsOf } from "./filterText";

describe("a pool's filter", () => {
  it("reads as one line", () => {
    expect(filterText({ tag: ["core", "edge"], name: "r*" })).toBe("name r* and tag core or edge");
    expect(filterText({ any: [{ site: "a" }, { vendor: "b" }], not: { tag: "old" } })).toBe(
      "(site a or vendor b) and not (tag old)",
    );
    expect(filterText(null)).toBeNull();
  });

  it("is written as patterns between commas", () => {
    expect(globsOf(" r*, s? ,")).toEqual(["r*", "s?"]);
    expect(globsOf(" , ")).toBeUndefined();
  });
});
