import { describe, expect, it } from "vitest";
import { project, viewOf, WORLD } from "./projection";

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

  it("does not zoom into a single place until no coast is left", () => {
    expect(viewOf([{ longitude: 13, latitude: 52 }]).width).toBe(48);
  });
});
