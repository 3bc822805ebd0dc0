import { describe, expect, it } from "vitest";
import type { Sample, WatchEvent } from "@/api/types";
import { annotationsOf, opticsOf } from "./interface";

const sample = (object: string): Sample => ({
  object,
  device_id: 1,
  at: "2026-01-01T00:00:00Z",
  stale: false,
  values: {},
  labels: {},
});

describe("the optics of an interface", () => {
  it("are its module's and its lanes', never those of a longer name", () => {
    const all = ["Ethernet1", "Ethernet10", "Ethernet1 lane 2", "Ethernet1/1", "Ethernet2"].map(sample);
    expect(opticsOf(all, "Ethernet1").map(({ object }) => object)).toEqual(["Ethernet1", "Ethernet1 lane 2"]);
  });
});

describe("events in a chart", () => {
  const event = (severity: string, to: string): WatchEvent =>
    ({ id: 7, at: "2026-01-01T00:00:10Z", severity, to_state: to, message: "said" }) as unknown as WatchEvent;

  it("stand at their moment, and coming back is good whatever the severity", () => {
    expect(annotationsOf([event("warning", "down"), event("warning", "up")])).toEqual([
      { id: "7", at: Date.UTC(2026, 0, 1, 0, 0, 10), label: "said", tone: "warning" },
      { id: "7", at: Date.UTC(2026, 0, 1, 0, 0, 10), label: "said", tone: "good" },
    ]);
  });
});
