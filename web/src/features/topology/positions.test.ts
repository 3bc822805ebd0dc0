import { describe, expect, it } from "vitest";
import type { Plan, Planned } from "./plan";
import { positionsOf } from "./positions";

describe("positions", () => {
  const at = (change: Partial<Planned> = {}): Planned => ({
    group: undefined,
    core: false,
    at: undefined,
    place: undefined,
    size: 1,
    ...change,
  });
  const plan = (layout: Plan["layout"], nodes: Planned[], edges: [number, number][]): Plan => ({
    layout,
    nodes,
    edges,
  });

  it("are the same each time and keep apart", () => {
    for (const layout of ["force", "layered", "circle"] as const) {
      const ring = plan(
        layout,
        Array.from({ length: 30 }, () => at()),
        Array.from({ length: 30 }, (_, n) => [n, (n + 1) % 30]),
      );
      const spots = positionsOf(ring);
      expect(positionsOf(ring)).toEqual(spots);
      const gaps = spots.flatMap((p, n) => spots.slice(n + 1).map((q) => Math.hypot(p.x - q.x, p.y - q.y)));
      expect(Math.min(...gaps)).toBeGreaterThan(30);
    }
  });

  it("keep what nothing is joined to near the others, below them", () => {
    const line: [number, number][] = [
      [0, 1],
      [1, 2],
    ];
    const spots = positionsOf(
      plan(
        "force",
        Array.from({ length: 6 }, () => at()),
        line,
      ),
    );
    const [joined, alone] = [spots.slice(0, 3), spots.slice(3)];
    const bottom = Math.max(...joined.map(({ y }) => y));
    expect(alone.every(({ y }) => y > bottom && y < bottom + 400)).toBe(true);
    expect(new Set(alone.map(({ x }) => Math.round(x))).size).toBe(3);
  });

  it("do not draw two closer for every line between them", () => {
    const far = (lines: number) => {
      const edges = Array.from({ length: lines }, (): [number, number] => [0, 1]);
      const [a, b] = positionsOf(plan("force", [at(), at()], edges));
      return Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));
    };
    expect(far(9)).toBeCloseTo(far(1));
  });

  it("put the core above what hangs on it", () => {
    const spots = positionsOf(
      plan(
        "layered",
        [at(), at({ core: true }), at(), at()],
        [
          [1, 0],
          [0, 2],
          [2, 3],
        ],
      ),
    );
    const rows = spots.map((spot) => spot.y);
    expect([...rows].sort((a, b) => a - b)).toEqual([rows[1], rows[0], rows[2], rows[3]]);
  });

  it("fan out what is at one place", () => {
    const place = { x: 100, y: 50 };
    const spots = positionsOf(plan("geographic", [at({ place }), at({ place }), at({ place })], []));
    expect(spots[0]).toEqual(place);
    expect(new Set(spots.map((spot) => `${spot.x} ${spot.y}`)).size).toBe(3);
  });
});
