import { describe, expect, it } from "vitest";
import { readEventSearch, timeOf } from "./eventSearch";

const NOW = Date.parse("2026-03-14T12:00:47Z");

describe("the time of the event list", () => {
  it("is any, unless the address names one", () => {
    expect(timeOf(readEventSearch({}), NOW)).toEqual({});
  });

  it("ends where a fixed window ends", () => {
    expect(timeOf(readEventSearch({ from: "1700000000", to: "1700003600" }), NOW)).toEqual({
      start: "2023-11-14T22:13:20.000Z",
      end: "2023-11-14T23:13:20.000Z",
    });
  });

  it("stays the same for a minute while it rolls, so that the list is not asked anew each second", () => {
    const range = readEventSearch({ range: "6h" });
    expect(timeOf(range, NOW)).toEqual({ start: "2026-03-14T06:00:00.000Z" });
    expect(timeOf(range, NOW + 5_000)).toEqual(timeOf(range, NOW));
  });
});
