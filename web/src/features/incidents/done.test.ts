import { describe, expect, it } from "vitest";
import { toldOf } from "./done";

const byPeople = (text: string) => toldOf({ kind: "platform", text, facts: {} });

describe("what was done before an incident", () => {
  it("is a sentence with the name of what it was done to", () => {
    expect(byPeople("device.change edge-1")).toBe("Device edge-1 changed");
    expect(byPeople("discovery.start")).toBe("Discovery started");
  });

  it("is told by its code where there is no sentence for it", () => {
    expect(byPeople("topology.mend ring")).toBe("Topology: mend ring");
  });

  it("says of an event what the event says", () => {
    const facts = { event: "device_restarted", device: "edge-1", object: "", from: "", to: "" };
    expect(toldOf({ kind: "restart", text: "edge-1 restarted.", facts })).toBe("edge-1 restarted.");
  });

  it("counts what became of the links of the map, and leaves out what did not happen", () => {
    const text = "The map changed: 2 links appeared, 0 went, 1 changed";
    const facts = { appeared: "2", gone: "0", changed: "1" };
    expect(toldOf({ kind: "topology", text, facts })).toBe("The map changed: 2 links appeared, 1 changed");
  });

  it("says until when there is maintenance by the clock of the page", () => {
    const text = "Maintenance on devices of this incident, until 2026-03-01 10:00Z";
    const facts = { until: "2026-03-01T10:00:00+00:00" };
    expect(toldOf({ kind: "maintenance", text, facts })).toMatch(
      /^Maintenance on devices of this incident, until 2026-0\d-\d\d \d\d:00:00$/,
    );
  });
});
