import { describe, expect, it } from "vitest";
import { questionOf, readAvailabilitySearch } from "./search";

describe("the URL of the availability page", () => {
  it("takes one way of naming a period, the most exact first", () => {
    const read = readAvailabilitySearch({ month: "2026-03", period: "today", from: "100", to: "200" });
    expect(read).toMatchObject({ from: 100, to: 200 });
    expect(read.month ?? read.period).toBeUndefined();
    expect(readAvailabilitySearch({ month: "2026-03", period: "today" })).toMatchObject({ month: "2026-03" });
  });

  it("leaves out what cannot be", () => {
    const read = readAvailabilitySearch({
      kind: "car",
      month: "2026-13",
      from: "200",
      to: "100",
      needs: "all",
    });
    expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
  });

  it("asks for this month of sites unless told otherwise", () => {
    expect(questionOf({}, "Europe/Berlin")).toMatchObject({
      kind: "site",
      period: "this_month",
      time_zone: "Europe/Berlin",
    });
    expect(questionOf({ from: 0.5, to: 60 }, "UTC")).toMatchObject({
      period: undefined,
      start: "1970-01-01T00:00:00.500Z",
      end: "1970-01-01T00:01:00.000Z",
    });
  });
});
