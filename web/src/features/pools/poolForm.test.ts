import { describe, expect, it } from "vitest";
import type { Pool } from "@/api/types";
import { bodyOf, isPlain, valuesOf, wrongIn } from "./poolForm";

const pool = (part: Partial<Pool>): Pool => ({
  id: 1,
  name: "core",
  filter: null,
  members: [],
  availability_target: null,
  device_count: 0,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  ...part,
});

describe("a pool's form", () => {
  it("holds a filter and sends it as it was", () => {
    const values = valuesOf(pool({ filter: { name: ["r*", "s?"], tag: "core" }, availability_target: 99.9 }));
    expect(values).toMatchObject({ by: "filter", names: "r*, s?", tag: "core", site: "" });
    expect(bodyOf(values, true)).toEqual({
      name: "core",
      availability_target: 99.9,
      filter: { name: ["r*", "s?"], tag: ["core"] },
    });
  });

  it("holds a list and can be turned into a filter and back", () => {
    const values = valuesOf(pool({ members: [3, 5] }));
    expect(values).toMatchObject({ by: "list", members: ["3", "5"] });
    expect(bodyOf(values, true)).toMatchObject({ filter: null, members: [3, 5] });
    expect(bodyOf({ ...values, by: "filter", vendor: "Arista" }, true)).toMatchObject({
      filter: { vendor: ["Arista"] },
    });
  });

  it("leaves a filter alone that its fields cannot hold", () => {
    const nested = pool({ filter: { any: [{ site: "a" }, { site: "b" }] } });
    expect(isPlain(nested)).toBe(false);
    const values = valuesOf(nested);
    expect(wrongIn(values, false)).toEqual({ name: undefined, names: undefined });
    expect(bodyOf({ ...values, name: "edge" }, false)).toEqual({ name: "edge", availability_target: null });
  });

  it("asks for a name, and for one pattern at least", () => {
    const fresh = valuesOf(undefined);
    expect(Object.values(wrongIn(fresh, true)).filter(Boolean)).toHaveLength(2);
    expect(wrongIn({ ...fresh, name: "all", names: "*" }, true)).toEqual({
      name: undefined,
      names: undefined,
    });
    expect(wrongIn({ ...fresh, name: "later", by: "list" }, true).names).toBeUndefined();
  });
});
