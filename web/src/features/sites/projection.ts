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
const LEAST_HEIGHT = 19;
const MARGIN = 1.35;

/** The smallest window, of the shape `aspect` (width to height), that holds the places with a margin; the world when there are none. */
export function viewOf(places: readonly Place[], aspect = ASPECT): View {
  if (places.length === 0) return WORLD;
  const longitudes = places.map((place) => place.longitude);
  const latitudes = places.map((place) => place.latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const width = Math.min(
    360,
    Math.max(LEAST_HEIGHT * aspect, (east - west) * MARGIN, (north - south) * MARGIN * aspect),
  );
  const height = width / aspect;
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

/** Of a letter, about, in the size that names have on the map. */
const LETTER = 7.5;

/** On which side of its mark a name stands, so that it ends inside the box. */
export const sideOf = (x: number, name: string, width: number): "left" | "right" =>
  x + 16 + name.length * LETTER > width && x - 16 - name.length * LETTER > 0 ? "left" : "right";

type Position = readonly [longitude: number, latitude: number];

/**
 * A coast without its seam: where it crosses the date line it goes on beyond 180°, and one around a pole is closed there.
 * A line from 180° to -180° would be drawn through all that lies between.
 */
export function unrolled(ring: readonly (readonly number[])[]): Position[] {
  const points: Position[] = [];
  let turns = 0;
  let before: number | undefined;
  for (const [longitude = 0, latitude = 0] of ring) {
    if (before !== undefined) turns += Math.round((before - longitude) / 360);
    before = longitude;
    points.push([longitude + turns * 360, latitude]);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || turns === 0) return points;
  const pole = first[1] < 0 ? -90 : 90;
  return [...points, [last[0], pole], [first[0], pole]];
}

/** An SVG path of rings of [longitude, latitude], as often as the earth repeats in the window. */
export function pathOf(
  rings: readonly (readonly (readonly number[])[])[],
  view: View,
  width: number,
  height: number,
): string {
  return rings.map((ring) => repeated(unrolled(ring), view, width, height)).join("");
}

function repeated(points: readonly Position[], view: View, width: number, height: number): string {
  const longitudes = points.map(([longitude]) => longitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const first = Math.ceil((view.west - east) / 360);
  const last = Math.floor((view.west + view.width - west) / 360);
  let path = "";
  for (let turn = first; turn <= last; turn += 1) {
    const drawn = points.map(([longitude, latitude]) => {
      const [x, y] = project({ longitude: longitude + turn * 360, latitude }, view, width, height);
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
    path += `M${drawn.join("L")}Z`;
  }
  return path;
}
