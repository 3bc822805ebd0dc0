import { afterEach, describe, expect, it } from "vitest";
import { clockTime, localTime } from "./format";
import { setPreference } from "./preferences";
import { fromZone, inZone, zoneName, zoneNames } from "./zone";

const prefer = (zone: string | undefined) => setPreference("timezone", zone);

afterEach(() => prefer(undefined));

describe("a named zone", () => {
  it("is what every shown time obeys, in summer and in winter", () => {
    prefer("America/New_York");
    expect(localTime("2026-01-15T12:00:00Z")).toBe("2026-01-15 07:00:00");
    expect(localTime("2026-07-15T12:00:00Z")).toBe("2026-07-15 08:00:00");
    prefer("Asia/Kathmandu"); // five hours and three quarters ahead
    expect(localTime("2026-01-15T20:30:07Z")).toBe("2026-01-16 02:15:07");
    prefer("utc");
    expect(clockTime("2026-01-15T20:30:07Z")).toBe("20:30:07");
  });

  it("changes its clocks at the very second", () => {
    prefer("Europe/Berlin"); // forward at 01:00 UTC on 29 March 2026
    expect(clockTime("2026-03-29T00:59:59Z")).toBe("01:59:59");
    expect(clockTime("2026-03-29T01:00:00Z")).toBe("03:00:00");
  });

  it("tells its name; one that nobody knows is the browser's", () => {
    prefer("Europe/Lisbon");
    expect(zoneName()).toBe("Europe/Lisbon");
    prefer("utc");
    expect(zoneName()).toBe("UTC");
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    prefer("Mars/Olympus_Mons");
    expect(zoneName()).toBe(own);
    expect(inZone("2026-03-29T01:00:00Z").getUTCHours()).toBe(new Date("2026-03-29T01:00:00Z").getHours());
  });

  it("is among those that can be chosen", () => {
    expect(zoneNames()).toContain("Europe/Berlin");
  });
});

describe("what a field of date and time means", () => {
  it("is the moment at which the zone's clocks show it", () => {
    prefer("America/New_York");
    expect(fromZone("2026-07-15T08:00")?.toISOString()).toBe("2026-07-15T12:00:00.000Z");
    expect(fromZone("2026-01-15T07:00:30")?.toISOString()).toBe("2026-01-15T12:00:30.000Z");
  });

  it("comes back to what it was, for every hour around a change of clocks", () => {
    prefer("Europe/Berlin");
    for (let hour = 0; hour < 48; hour += 1) {
      const moment = Date.parse("2026-03-28T00:00:00Z") + hour * 3_600_000;
      expect(fromZone(inZone(moment).toISOString().slice(0, 19))?.getTime()).toBe(moment);
    }
  });

  it("takes the first of an hour that comes twice, and what follows one that is skipped", () => {
    prefer("Europe/Berlin");
    expect(fromZone("2026-10-25T02:30")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(fromZone("2026-03-29T02:30")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
  });

  it("is nothing for what is no date", () => {
    expect(fromZone("")).toBeUndefined();
    expect(fromZone("tomorrow")).toBeUndefined();
  });
});
