import { describe, expect, it } from "vitest";
import type { Silence } from "@/api/types";
import { subjectOf } from "./silences";

function silence(matcher: Silence["matcher"]): Silence {
  return {
    id: 1,
    matcher,
    comment: "known",
    starts_at: "2026-03-01T12:00:00Z",
    ends_at: "2026-03-01T14:00:00Z",
    state: "active",
    created_by: "olga",
    created_at: "2026-03-01T12:00:00Z",
  };
}

describe("what a silence is for", () => {
  it("names all that has to fit, and sites with pools as one", () => {
    const one = silence({
      objects: ["if:edge-1:*", "node:a"],
      severities: ["minor"],
      sites: [1],
      pools: [2],
    });
    expect(subjectOf(one, ["Vienna"], ["edge"])).toBe("if:edge-1:*, node:a · minor · Vienna, edge");
  });

  it("leaves out what is not asked for", () => {
    expect(subjectOf(silence({ conditions: ["link_down"] }), [], [])).toBe("link_down");
  });
});
