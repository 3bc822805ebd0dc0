/** Where elements stand on the flat earth, and which have no place. Pure. */
import type { MapNode, Site } from "@/api/types";
import { project, viewOf, WORLD, type View } from "@/features/sites/projection";
import type { Clustering } from "./clusters";
import type { Elements, NodeElement } from "./elements";
import type { Spot } from "./plan";

export const EARTH_WIDTH = 2_400;
export const EARTH_HEIGHT = (EARTH_WIDTH * WORLD.height) / WORLD.width;

export interface Geography {
  drawn: Elements;
  places: ReadonlyMap<string, Spot>;
  view: View;
  /** What stands beside the map, since nobody knows where it is. */
  unplaced: readonly NodeElement[];
}

export function onEarth(
  drawn: Elements,
  nodes: readonly MapNode[],
  clustering: Clustering,
  sites: readonly Site[],
): Geography {
  const known = sites.flatMap(({ id, latitude, longitude }) =>
    latitude === null || longitude === null ? [] : [{ id, latitude, longitude }],
  );
  const used = new Set(nodes.map((node) => node.site_id));
  const view = viewOf(known.filter((site) => used.has(site.id)));
  const spots = new Map(
    known.map((site) => {
      const [x, y] = project(site, view, EARTH_WIDTH, EARTH_HEIGHT);
      return [site.id, { x, y }] as const;
    }),
  );
  const siteOf = new Map(nodes.map((node) => [node.name, node.site_id]));
  const places = new Map<string, Spot>();
  for (const node of drawn.nodes) {
    const site =
      node.cluster === undefined ? siteOf.get(node.id) : clustering.clusters.get(node.cluster)?.site;
    const spot = site === undefined || site === null ? undefined : spots.get(site);
    if (spot) places.set(node.id, spot);
  }
  placeSegments(drawn, places);
  const here = (id: string) => places.has(id);
  return {
    drawn: {
      nodes: drawn.nodes.filter((node) => here(node.id)),
      edges: drawn.edges.filter((edge) => here(edge.source) && here(edge.target)),
    },
    places,
    view,
    unplaced: drawn.nodes.filter(
      (node) => !here(node.id) && node.kind !== "segment" && node.kind !== "frame",
    ),
  };
}

/** A segment stands amid its members. */
function placeSegments(drawn: Elements, places: Map<string, Spot>): void {
  const segments = new Set(drawn.nodes.filter((node) => node.kind === "segment").map((node) => node.id));
  const sums = new Map<string, Spot & { count: number }>();
  for (const { source, target } of drawn.edges) {
    const [segment, member] = segments.has(target) ? [target, source] : [source, target];
    const at = places.get(member);
    if (!at || !segments.has(segment)) continue;
    const sum = sums.get(segment) ?? { x: 0, y: 0, count: 0 };
    sums.set(segment, { x: sum.x + at.x, y: sum.y + at.y, count: sum.count + 1 });
  }
  for (const [id, { x, y, count }] of sums) places.set(id, { x: x / count, y: y / count });
}
