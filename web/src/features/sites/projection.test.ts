import { describe, expect, it } from "vitest";
import { pathOf, project, sideOf, unrolled, viewOf, WORLD } from "./projection";

describe("the map", () => {
  it("shows the world when nothing has a place", () => {
    expect(viewOf([])).toBe(WORLD);
  });

  it("shows all places, inside its frame", () => {
    const places = [
      { longitude: -122, latitude: 37 },
      { longitude: 139, latitude: 35 },
      { longitude: 18, latitude: -34 },
    ];
    const view = viewOf(places);
    for (const place of places) {
      const [x, y] = project(place, view, 100, 100);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(100);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(100);
    }
  });

  it("has the shape of its frame, so that nothing is cut off", () => {
    const places = [
      { longitude: -9, latitude: 38 },
      { longitude: 18, latitude: 59 },
    ];
    for (const aspect of [0.8, 1, 2.5]) {
      const view = viewOf(places, aspect);
      expect(view.width / view.height).toBeCloseTo(aspect);
      for (const place of places) {
        const [x, y] = project(place, view, aspect * 100, 100);
        expect(x).toBeGreaterThan(5);
        expect(x).toBeLessThan(aspect * 100 - 5);
        expect(y).toBeGreaterThan(5);
        expect(y).toBeLessThan(95);
      }
    }
  });

  it("writes a name where there is room for it", () => {
    expect(sideOf(100, "Lisbon 3", 1_000)).toBe("right");
    expect(sideOf(980, "Stockholm 4", 1_000)).toBe("left");
    expect(sideOf(50, "A name that fits nowhere", 100)).toBe("right");
  });

  it("does not zoom into a single place until no coast is left", () => {
    expect(viewOf([{ longitude: 13, latitude: 52 }]).width).toBeCloseTo(48.2, 1);
  });

  const FIJI = [
    [177, -18],
    [180, -16],
    [-179, -17],
    [177, -18],
  ];

  it("draws no line around the world for a coast that crosses the date line", () => {
    const longitudes = unrolled(FIJI).map(([longitude]) => longitude);
    expect(longitudes).toEqual([177, 180, 181, 177]);
    const whole = { west: -180, north: 90, width: 360, height: 180 };
    const ends = pathOf([FIJI], whole, 360, 180)
      .split("Z")
      .filter(Boolean)
      .map((part) => [...part.matchAll(/[ML](-?[\d.]+)/g)].map(([, x]) => Number(x)));
    expect(ends).toEqual([
      [-3, 0, 1, -3],
      [357, 360, 361, 357],
    ]);
  });

  it("closes a coast around the pole at the pole", () => {
    const antarctica = [
      [-180, -80],
      [-60, -70],
      [60, -75],
      [179, -80],
      [-180, -80],
    ];
    expect(unrolled(antarctica).slice(-3)).toEqual([
      [180, -80],
      [180, -90],
      [-180, -90],
    ]);
  });

  it("draws only what the window can show", () => {
    const europe = { west: -20, north: 70, width: 60, height: 40 };
    expect(pathOf([FIJI], europe, 60, 40)).toBe("");
  });
});
