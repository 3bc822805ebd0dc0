import { describe, expect, it } from "vitest";
import type { Sample } from "@/api/types";
import { listSensors } from "./sensors";

const sensor = (object: string, sensor_class: string): Sample => ({
  device_id: 1,
  object,
  at: "2026-03-14T12:00:00Z",
  stale: false,
  values: { value: 1 },
  labels: { sensor_class },
});
const SENSORS = [
  sensor("Inlet 10", "temperature"),
  sensor("Fan 1", "fanspeed"),
  sensor("Inlet 2", "temperature"),
];

describe("listSensors", () => {
  it("orders by kind, then counts in names", () => {
    expect(listSensors(SENSORS, undefined).map((one) => one.object)).toEqual([
      "Fan 1",
      "Inlet 2",
      "Inlet 10",
    ]);
  });

  it("finds by name and by kind", () => {
    expect(listSensors(SENSORS, "INLET 1").map((one) => one.object)).toEqual(["Inlet 10"]);
    expect(listSensors(SENSORS, "fanspeed").map((one) => one.object)).toEqual(["Fan 1"]);
  });

  it("keeps a sensor without a kind", () => {
    expect(listSensors([{ ...sensor("X", ""), labels: {} }], undefined)).toHaveLength(1);
  });
});
