import { describe, expect, it } from "vitest";
import type { Sample } from "@/api/types";
import { partOf, supplyOf } from "./ups";

const sensor = (object: string, sensor_class: string) =>
  ({ object, labels: { sensor_class }, values: {}, at: "2026-01-05T12:00:00Z" }) as unknown as Sample;

describe("an uninterruptible supply", () => {
  it("is told by its battery, and by nothing else", () => {
    expect(supplyOf([sensor("Input 1", "voltage"), sensor("Output 1", "voltage")])).toBeUndefined();
    expect(supplyOf([sensor("Battery charge", "charge")])?.battery).toHaveLength(1);
  });

  it("sorts readings into battery, input and output", () => {
    const parts = supplyOf([
      sensor("Battery runtime", "runtime"),
      sensor("Battery temperature", "temperature"),
      sensor("Input 1", "frequency"),
      sensor("Bypass 1", "voltage"),
      sensor("Output source", "state"),
      sensor("Load 1", "load"),
      sensor("Ambient", "temperature"),
    ]);
    expect(parts?.battery.map((one) => one.object)).toEqual(["Battery runtime", "Battery temperature"]);
    expect(parts?.input.map((one) => one.object)).toEqual(["Input 1", "Bypass 1"]);
    expect(parts?.output.map((one) => one.object)).toEqual(["Output source", "Load 1"]);
  });

  it("does not take a part of a word for a word", () => {
    expect(partOf(sensor("Pipeline pump", "voltage"))).toBeUndefined();
  });
});
