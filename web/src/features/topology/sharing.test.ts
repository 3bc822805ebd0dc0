import { describe, expect, it } from "vitest";
import { shared } from "./sharing";

const edge = (key: string, state: string) => ({
  key,
  state,
  a: { device: key, interface: "e1" },
  sources: ["lldp"],
});
const map = (at: string, ...states: string[]) => ({
  at,
  nodes: [{ name: "a", roles: ["p"] }],
  edges: states.map((state, nth) => edge(`e${nth}`, state)),
  shape: { components: [["a"]], bridges: [] },
});
type Told = ReturnType<typeof map>;

describe("a new answer of the map", () => {
  it("keeps what is as it was, and takes what is not", () => {
    const old = map("1", "up", "up");
    const next = shared(old, map("2", "up", "down")) as Told;
    expect(next.at).toBe("2");
    expect(next.nodes).toBe(old.nodes);
    expect(next.shape).toBe(old.shape);
    expect(next.edges).not.toBe(old.edges);
    expect(next.edges[0]).toBe(old.edges[0]);
    expect(next.edges[1]).toEqual(edge("e1", "down"));
  });

  it("keeps the list when every entry is the same, and not when one is missing", () => {
    const old = map("1", "up", "up");
    expect((shared(old, map("2", "up", "up")) as Told).edges).toBe(old.edges);
    expect((shared(old, map("2", "up")) as Told).edges).toHaveLength(1);
    expect((shared(map("1", "up"), map("2", "up", "down")) as Told).edges).toHaveLength(2);
  });

  it("is the new one when there was none", () => {
    const next = map("1", "up");
    expect(shared(undefined, next)).toBe(next);
  });
});
