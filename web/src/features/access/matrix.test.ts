import { describe, expect, it } from "vitest";
import type { Permission } from "@/api/types";
import { areasOf, toggled } from "./matrix";

const permission = (name: string): Permission => ({
  name,
  meaning: name,
  least_role: "viewer",
  platform: false,
});

describe("areasOf", () => {
  it("keeps the order of the vocabulary and puts an area's permissions together", () => {
    const areas = areasOf(["devices:view", "alerts:view", "devices:edit"].map(permission));
    expect(areas.map(({ name, permissions }) => [name, permissions.map((one) => one.name)])).toEqual([
      ["devices", ["devices:view", "devices:edit"]],
      ["alerts", ["alerts:view"]],
    ]);
  });
});

describe("toggled", () => {
  it("adds once and takes away", () => {
    expect(toggled(["a"], "a", true)).toEqual(["a"]);
    expect(toggled(["a"], "b", true)).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a", false)).toEqual(["b"]);
  });
});
