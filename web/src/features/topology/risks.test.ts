import { describe, expect, it } from "vitest";
import type { RiskImpact } from "@/api/types";
import { withWish } from "./elements";
import { harmful, impactText, lossText } from "./risks";

describe("risks", () => {
  const impact = (change: Partial<RiskImpact>): RiskImpact => ({
    failures: ["link:a:e1", "node:b"],
    links: [],
    nodes: [],
    lost_pairs: 0,
    dearer_pairs: 0,
    added_cost: 0,
    ...change,
  });

  it("are named as people do, with what they do to the others", () => {
    expect(lossText(impact({}).failures)).toBe("a e1 + b");
    expect(impactText(impact({ lost_pairs: 6 }))).toContain("3 pairs");
    expect(impactText(impact({ dearer_pairs: 4, added_cost: 90 }))).toContain("90");
  });

  it("are told apart from what nobody notices", () => {
    expect(harmful([impact({}), impact({ dearer_pairs: 1 })])).toHaveLength(1);
  });

  it("draw a suggested link without taking it for one that is there", () => {
    const drawn = withWish({ nodes: [], edges: [] }, { a: "a", b: "c" });
    expect(drawn.edges).toMatchObject([{ source: "a", target: "c", mark: "appeared", label: "suggested" }]);
    expect(withWish(drawn, undefined)).toBe(drawn);
  });
});
