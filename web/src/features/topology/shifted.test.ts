import { describe, expect, it } from "vitest";
import type { Traffic } from "@/api/types";
import { withWish } from "./elements";
import { withShifts } from "./shifted";

describe("what a loss would shift", () => {
  const traffic = (after: number | null): Traffic => ({
    basis: "gravity",
    explained: null,
    left_out: 0,
    shifts: [{ link: "a--b", source: "b", target: "a", change: 5e8, before: after && after - 0.1, after }],
  });
  const { edges } = withWish({ nodes: [], edges: [] }, { a: "a", b: "b" });
  const drawn = { nodes: [], edges: edges.map((line) => ({ ...line, key: "physical:a--b" })) };
  const one = (after: number | null) => withShifts(drawn, traffic(after)).edges[0];

  it("stands on the line, at the end that sends", () => {
    expect(one(0.7)).toMatchObject({ shift: "more", atSource: "", atTarget: "70 %", stepTarget: 4, step: 4 });
    expect(one(0.7)?.label).toMatch(/^\+500 Mb/);
    expect(one(1.3)).toMatchObject({ shift: "overfull", atTarget: "130 %" });
    expect(one(null)).toMatchObject({ shift: "more", step: -1 });
  });

  it("changes nothing where nothing shifts", () => {
    expect(withShifts(drawn, undefined)).toBe(drawn);
    expect(withShifts(drawn, { ...traffic(1), shifts: [] })).toBe(drawn);
  });
});
