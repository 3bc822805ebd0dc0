import { describe, expect, it } from "vitest";
import { toldOf } from "./done";

describe("what was done before an incident", () => {
  it("is a sentence with the name of what it was done to", () => {
    expect(toldOf("device.change edge-1")).toBe("Device edge-1 changed");
    expect(toldOf("discovery.start")).toBe("Discovery started");
  });

  it("is told by its code where there is no sentence for it", () => {
    expect(toldOf("topology.mend ring")).toBe("Topology: mend ring");
  });

  it("stays as it is when it is a sentence already", () => {
    expect(toldOf("edge-1 restarted.")).toBe("edge-1 restarted.");
  });
});
