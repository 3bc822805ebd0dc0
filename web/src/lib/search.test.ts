import { describe, expect, it } from "vitest";
import { isFiltered, readDeviceSearch } from "@/features/inventory/deviceSearch";
import { taking } from "./carried";
import { asId, parseSearch, stringifySearch } from "./search";

const read = taking(readDeviceSearch, "site").validateSearch;

describe("the URL is the state", () => {
  it("writes plain pairs and leaves out what is not set", () => {
    expect(stringifySearch({ q: "10.0 & co", site: 3, state: undefined, tag: "" })).toBe(
      "?q=10.0+%26+co&site=3",
    );
    expect(stringifySearch({})).toBe("");
  });

  it("brings back what it wrote, numbers that are text included", () => {
    const search = { q: "0012", state: "down", site: 3, sort: "-name", identity: "mismatch" } as const;
    expect(read(parseSearch(stringifySearch(search)))).toEqual({
      ...search,
      pool: undefined,
      tag: undefined,
      platform: undefined,
    });
  });

  it("drops values that the page does not know", () => {
    const known = read({ state: "on fire", site: "-1", pool: "x" });
    expect(known).toMatchObject({ state: undefined, pool: undefined });
    expect(known.site).toBeUndefined();
  });

  it("knows that an order is no filter", () => {
    expect(isFiltered({ sort: "-name" })).toBe(false);
    expect(isFiltered({ sort: "-name", q: "edge" })).toBe(true);
  });

  it("accepts only whole positive numbers as ids", () => {
    expect(["7", "0", "-3", "1.5", "", "seven"].map(asId)).toEqual([
      7,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
