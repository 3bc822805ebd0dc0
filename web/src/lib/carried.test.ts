import { afterEach, describe, expect, it } from "vitest";
import { carry, taking, withCarried } from "./carried";
import { readRange } from "./range";

afterEach(() => {
  carry("site", {});
  carry("time", {});
});

describe("what goes along from page to page", () => {
  it("is the site and the time, where the next page knows them", () => {
    carry("site", { site: 3, q: "core" });
    carry("time", { range: "24h" });
    expect(withCarried({ sort: "name" }, ["site"])).toEqual({ sort: "name", site: 3 });
    expect(withCarried({}, ["site", "time"])).toEqual({ site: 3, range: "24h" });
    expect(withCarried({}, [])).toEqual({});
  });

  it("gives way to what the link says, and to that it says nothing", () => {
    carry("site", { site: 3 });
    carry("time", { range: "24h" });
    expect(withCarried({ site: 5 }, ["site"])).toEqual({ site: 5 });
    expect(withCarried({ site: undefined }, ["site"]).site).toBeUndefined();
    expect(withCarried({ from: 1, to: 100 }, ["time"])).toEqual({ from: 1, to: 100 });
  });

  it("is forgotten when a page shows everything again", () => {
    carry("site", { site: 3 });
    carry("site", {});
    expect(withCarried({}, ["site"])).toEqual({});
  });

  it("reads the site of pages that know one, and of no other", () => {
    expect(taking(readRange, "site").validateSearch({ site: "3", range: "6h" })).toEqual({
      site: 3,
      range: "6h",
    });
    expect(taking(readRange, "time").validateSearch({ site: "3", range: "6h" })).toEqual({ range: "6h" });
  });
});
