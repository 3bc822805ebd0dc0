import { describe, expect, it } from "vitest";
import type { SensorLimit } from "@/api/types";
import { barOf, judge, limitsOf, type Limits } from "./limits";

const LIGHT: Limits = { low_alarm: -18, low_warning: -14, high_warning: 1, high_alarm: 3 };
const NONE: Limits = { low_alarm: null, low_warning: null, high_warning: null, high_alarm: null };

function lane(changes: Partial<SensorLimit>): SensorLimit {
  return {
    id: 1,
    family: "optics",
    metric: "rx_power_dbm",
    object: "et-0/0/0",
    lane: "1",
    label: "",
    unit: "dBm",
    usable: true,
    before: null,
    first_seen_at: "2026-01-01T00:00:00Z",
    changed_at: "2026-01-01T00:00:00Z",
    ...LIGHT,
    ...changes,
  };
}

describe("a reading against its limits", () => {
  it.each([
    [-5, "within"],
    [-14, "within"],
    [-14.1, "low_warning"],
    [-18.1, "low_alarm"],
    [1.5, "high_warning"],
    [3.5, "high_alarm"],
    [null, "unknown"],
  ])("%s dBm is %s", (value, verdict) => {
    expect(judge(value, LIGHT)).toBe(verdict);
  });

  it("is within limits that the device does not give", () => {
    expect(judge(99, NONE)).toBe("within");
    expect(judge(99, { ...NONE, high_alarm: 90 })).toBe("high_alarm");
  });
});

describe("the limits of a module", () => {
  it("are the narrowest of its lanes", () => {
    const lanes = [lane({}), lane({ lane: "2", low_alarm: -16, high_alarm: 4 })];
    expect(limitsOf(lanes, "optics", "rx_power_dbm", "et-0/0/0")).toMatchObject({
      low_alarm: -16,
      high_alarm: 3,
    });
  });

  it("are not known where they are not in order, or of something else", () => {
    expect(limitsOf([lane({ usable: false })], "optics", "rx_power_dbm", "et-0/0/0")).toBeUndefined();
    expect(limitsOf([lane({})], "optics", "tx_power_dbm", "et-0/0/0")).toBeUndefined();
    expect(limitsOf(undefined, "optics", "rx_power_dbm", "et-0/0/0")).toBeUndefined();
  });

  it("remember what they were", () => {
    const moved = lane({ before: { low_alarm: -20 }, changed_at: "2026-02-01T00:00:00Z" });
    const found = limitsOf([lane({ lane: "2" }), moved], "optics", "rx_power_dbm", "et-0/0/0");
    expect(found?.changedAt).toBe("2026-02-01T00:00:00Z");
    expect(found?.before).toEqual({ ...NONE, low_alarm: -20 });
  });
});

describe("the bar", () => {
  it("goes from alarm through warning to alarm without holes, with the value in its zone", () => {
    const { zones = [], at } = barOf(-16, LIGHT) ?? {};
    expect(zones.map(({ tone }) => tone)).toEqual(["bad", "warning", "good", "warning", "bad"]);
    expect(zones.map(({ from }) => from).slice(1)).toEqual(zones.map(({ to }) => to).slice(0, -1));
    expect([zones[0]?.from, zones.at(-1)?.to]).toEqual([0, 1]);
    expect(at).toBeGreaterThan(zones[1]?.from ?? 1);
    expect(at).toBeLessThan(zones[1]?.to ?? 0);
  });

  it("has only the zones that the device tells of, and begins at zero where nothing is too low", () => {
    const { zones = [], at } = barOf(45, { ...NONE, high_alarm: 90 }) ?? {};
    expect(zones.map(({ tone }) => tone)).toEqual(["good", "bad"]);
    expect(at).toBeCloseTo(45 / (90 + 0.15 * 90));
  });

  it("holds a value far beyond its limits", () => {
    expect(barOf(-40, LIGHT)?.at).toBeGreaterThanOrEqual(0);
    expect(barOf(-40, LIGHT)?.at).toBeLessThan(0.2);
  });

  it("is none without a limit, and has no mark without a value", () => {
    expect(barOf(1, NONE)).toBeUndefined();
    expect(barOf(null, LIGHT)?.at).toBeNull();
  });
});
