import { describe, expect, it } from "vitest";
import type { MaintenanceWindow } from "@/api/types";
import { bodyOf, firstOf, freshPlan, linkOptions, valuesOf, type MapEdge } from "./plan";

const devices = [
  { id: 7, name: "edge-1" },
  { id: 8, name: "core-1" },
];
const edges: MapEdge[] = [
  {
    layer: "physical",
    a: { device: "edge-1", interface: "Gi0/1" },
    b: { device: "core-1", interface: "Te1/1" },
  },
  {
    layer: "physical",
    a: { device: "edge-1", interface: "Gi0/2" },
    b: { device: "provider", interface: "x" },
  },
  { layer: "bgp", a: { device: "edge-1", interface: "lo" }, b: { device: "core-1", interface: "lo" } },
];
const window = (targets: MaintenanceWindow["plan"]["targets"]) =>
  ({
    name: "splice",
    reason: "",
    plan: {
      targets,
      starts_at: "2026-07-01T20:00:00Z",
      ends_at: "2026-07-01T21:30:00Z",
      rule: "FREQ=WEEKLY;BYDAY=WE",
      time_zone: "Europe/Berlin",
    },
  }) as MaintenanceWindow;

describe("a plan of maintenance", () => {
  it("names a link by both of its watched ends", () => {
    const options = linkOptions(edges, devices);
    expect(options.map((one) => one.label)).toEqual([
      "edge-1 Gi0/1 – core-1 Te1/1",
      "edge-1 Gi0/2 – provider x",
    ]);
    const values = { ...freshPlan(0, "UTC"), links: options.map((one) => one.value) };
    expect(bodyOf(values).plan.targets).toEqual([
      { kind: "link", id: 7, interface: "Gi0/1" },
      { kind: "link", id: 8, interface: "Te1/1" },
      { kind: "link", id: 7, interface: "Gi0/2" },
    ]);
  });

  it("comes back from the window that it made, whatever the map knows by then", () => {
    const targets = [
      { kind: "device" as const, id: 7, interface: "" },
      { kind: "link" as const, id: 8, interface: "Te9/9" },
    ];
    const values = valuesOf(window(targets), linkOptions(edges, devices, targets));
    expect(values).toMatchObject({ start: "2026-07-01T22:00", minutes: 90, zone: "Europe/Berlin" });
    expect(bodyOf(values).plan).toEqual({
      ...window(targets).plan,
      starts_at: "2026-07-01T20:00:00.000Z",
      ends_at: "2026-07-01T21:30:00.000Z",
    });
  });

  it("means the clocks of its own zone", () => {
    const values = { ...freshPlan(0, "Asia/Tokyo"), start: "2026-01-01T09:00", minutes: 30 };
    expect(firstOf(values)).toEqual({ start: "2026-01-01T00:00:00.000Z", end: "2026-01-01T00:30:00.000Z" });
    expect(firstOf({ ...values, start: "" })).toBeUndefined();
  });
});
