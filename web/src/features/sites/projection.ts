/** The world flat: equirectangular, fitted to a box, with the window on it that holds all places. */

export interface Place {
  longitude: number;
  latitude: number;
}

/** Degrees: left, top, width, height, with latitudes growing upwards. */
export interface View {
  west: number;
  north: number;
  width: number;
  height: number;
}

export const WORLD: View = { west: -170, north: 78, width: 340, height: 134 };
const ASPECT = WORLD.width / WORLD.height;
const LEAST_WIDTH = 48;
const MARGIN = 1.35;

/** The smallest window, of the world's shape, that holds the places with a margin; the world when there are none. */
export function viewOf(places: readonly Place[]): View {
  if (places.length === 0) return WORLD;
  const longitudes = places.map((place) => place.longitude);
  const latitudes = places.map((place) => place.latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const width = Math.min(
    360,
    Math.max(LEAST_WIDTH, (east - west) * MARGIN, (north - south) * MARGIN * ASPECT),
  );
  const height = width / ASPECT;
  return {
    west: (west + east) / 2 - width / 2,
    north: Math.min(90, (south + north) / 2 + height / 2),
    width,
    height,
  };
}

/** A place in a box of `width` × `height`. */
export function project(place: Place, view: View, width: number, height: number): [x: number, y: number] {
  return [
    ((place.longitude - view.west) / view.width) * width,
    ((view.north - place.latitude) / view.height) * height,
  ];
}

/** An SVG path of rings of [longitude, latitude]. */
export function pathOf(
  rings: readonly (readonly (readonly number[])[])[],
  view: View,
  width: number,
  height: number,
): string {
  return rings
    .map((ring) => {
      const points = ring.map(([longitude = 0, latitude = 0]) => {
        const [x, y] = project({ longitude, latitude }, view, width, height);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      });
      return `M${points.join("L")}Z`;
    })
    .join("");
}
