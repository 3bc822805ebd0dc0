import { afterEach, describe, expect, it } from "vitest";
import { atSite, lookAtSite, namedBySite, readSite } from "./site";

const HOST = "http://console.example";

afterEach(() => lookAtSite(undefined));

describe("the site that is looked at", () => {
  it("is in the address, and nothing else is taken for one", () => {
    expect(readSite({ site: "7" })).toEqual({ site: 7 });
    for (const site of ["", "0", "-1", "Berlin", undefined]) expect(readSite({ site })).toEqual({});
  });

  it("narrows lists, and neither single things nor what belongs to the platform", () => {
    lookAtSite(7);
    expect(atSite(`${HOST}/api/v1/events?limit=50`)).toBe(`${HOST}/api/v1/events?limit=50&site_id=7`);
    expect(atSite(`${HOST}/api/v1/network-health/links`)).toBe(
      `${HOST}/api/v1/network-health/links?site_id=7`,
    );
    for (const other of [
      "/api/v1/devices/5",
      "/api/v1/session",
      "/api/v1/health",
      "/api/v1/incidents/3",
      "/api/v1/cycles",
    ])
      expect(atSite(HOST + other)).toBe(HOST + other);
  });

  it("does not overrule a list that says itself of which site it is", () => {
    lookAtSite(7);
    expect(atSite(`${HOST}/api/v1/devices?site_id=3`)).toBe(`${HOST}/api/v1/devices?site_id=3`);
  });

  it("narrows a question about all devices, and none that names some", () => {
    lookAtSite(7);
    const question = `${HOST}/api/v1/series/query?family=host`;
    expect(atSite(question)).toBe(`${question}&site_id=7`);
    expect(atSite(`${question}&device_id=3`)).toBe(`${question}&device_id=3`);
  });

  it("keeps answers of different sites apart, and leaves the session alone", () => {
    const everywhere = namedBySite(["overview"]);
    lookAtSite(7);
    expect(namedBySite(["overview"])).not.toEqual(everywhere);
    expect(namedBySite(["session"])).toEqual(["session"]);
  });
});
