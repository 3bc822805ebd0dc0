import { describe, expect, it } from "vitest";
import type { PanelLayout } from "@/api/types";
import { addPanel, freePlace, overlaps, placed, stretched } from "./dashboards";
import { resolved, readValues } from "./variables";

const panel = (id: string, x: number, y: number, w = 6, h = 4): PanelLayout => ({
  id,
  title: id,
  x,
  y,
  w,
  h,
  content: { kind: "text", text: "" },
});
const boxes = (panels: readonly PanelLayout[]) =>
  Object.fromEntries(panels.map(({ id, x, y, w, h }) => [id, [x, y, w, h]]));

describe("the grid", () => {
  it("puts a new panel into the first gap that is large enough", () => {
    expect(freePlace([panel("a", 0, 0)], 6, 4)).toEqual({ x: 6, y: 0 });
    expect(freePlace([panel("a", 0, 0), panel("b", 6, 0)], 4, 2)).toEqual({ x: 0, y: 4 });
    const layout = addPanel({ panels: [panel("p1", 0, 0)], variables: [] }, "New", {
      kind: "status",
      site: null,
    });
    expect(layout.panels[1]).toMatchObject({ id: "p2", x: 6, y: 0, title: "New" });
  });

  it("lets others give way to a moved panel and leaves no holes above", () => {
    const moved = placed([panel("a", 0, 0), panel("b", 0, 4)], "b", { y: 0 });
    expect(boxes(moved)).toEqual({ b: [0, 0, 6, 4], a: [0, 4, 6, 4] });
  });

  it("keeps panels on the grid", () => {
    expect(boxes(placed([panel("a", 0, 0)], "a", { x: 40, w: 9, h: 0 }))).toEqual({ a: [3, 0, 9, 1] });
  });

  it("never lets two panels cover each other, whatever is moved where", () => {
    let panels = Array.from({ length: 8 }, (_, index) =>
      panel(`p${index}`, (index % 2) * 6, Math.floor(index / 2) * 4),
    );
    let seed = 7;
    for (let round = 0; round < 200; round += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const id = `p${seed % 8}`;
      panels = placed(panels, id, { x: seed % 13, y: seed % 17, w: (seed % 11) + 1, h: (seed % 6) + 1 });
      for (const a of panels) for (const b of panels) if (a.id < b.id) expect(overlaps(a, b)).toBe(false);
    }
  });
});

describe("the wall", () => {
  const panels = [
    { y: 0, h: 4 },
    { y: 2, h: 3 },
  ];
  it("is filled by what is on it", () => expect(stretched(panels, 5 * 4.25 * 1.5)).toBe(1.5));
  it("makes rows a little lower when all fit then", () =>
    expect(stretched(panels, 5 * 4.25 * 0.8)).toBeCloseTo(0.8));
  it("keeps rows as high as usual when they do not all fit", () => expect(stretched(panels, 10)).toBe(1));
  it("does not blow up what is little", () => expect(stretched(panels, 1_000)).toBe(2));
  it("bears a dashboard without panels", () => expect(stretched([], 50)).toBe(2));
});

describe("variables", () => {
  const variables = [
    { name: "router", label: "", kind: "device" as const, default: 3 },
    { name: "place", label: "", kind: "site" as const, default: null },
  ];

  it("come from the address, else from their default", () => {
    expect(readValues(variables, { router: "9" })).toEqual({ router: 9, place: undefined });
    expect(readValues(variables, { router: "x" })).toEqual({ router: 3, place: undefined });
  });

  it("stand where panels name them; what is not chosen falls away", () => {
    const values = { router: 9, place: undefined };
    expect(resolved(5, values)).toBe(5);
    expect(resolved("$router", values)).toBe(9);
    expect(resolved("$place", values)).toBeUndefined();
  });
});
