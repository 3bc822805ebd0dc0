import { describe, expect, it } from "vitest";
import { isFiltered, readDeviceSearch } from "@/features/inventory/deviceSearch";
import { asId, parseSearch, stringifySearch } from "./search";

describe("the URL is the state", () => {
  it("writes plain pairs and leaves out what is not set", () => {
    expect(stringifySearch({ q: "10.0 & co", site: 3, state: undefined, tag: "" })).toBe(
      "?q=10.0+%26+co&site=3",
    );
    expect(stringifySearch({})).toBe("");
  });

  it("brings back what it wrote, numbers that are text included", () => {
    const search = { q: "0012", state: "down", site: 3, sort: "-name", identity: "mismatch" } as const;
    expect(readDeviceSearch(parseSearch(stringifySearch(search)))).toEqual({
      ...search,
      pool: undefined,
      tag: undefined,
      platform: undefined,
    });
  });

  it("drops values that the page does not know", () => {
    expect(readDeviceSearch({ state: "on fire", site: "-1", pool: "x" })).toMatchObject({
      state: undefined,
      site: undefined,
      pool: undefined,
    });
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
