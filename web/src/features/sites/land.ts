/** The coast, which comes with the console and from no other host. */
import { queryOptions } from "@tanstack/react-query";
import type { FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { pathOf, type View } from "./projection";

export const landQuery = queryOptions({
  queryKey: ["land"],
  queryFn: async (): Promise<FeatureCollection> => {
    const module = await import("world-atlas/land-110m.json");
    const topology = module.default as unknown as Topology<{ land: GeometryCollection }>;
    return feature(topology, topology.objects.land);
  },
  staleTime: Infinity,
  gcTime: Infinity,
});

/** The coast as one SVG path in a box of `width` × `height`. */
export function landPath(
  shape: FeatureCollection | undefined,
  view: View,
  width: number,
  height: number,
): string {
  return (shape?.features ?? [])
    .map(({ geometry }) => {
      if (geometry.type === "Polygon") return pathOf(geometry.coordinates, view, width, height);
      if (geometry.type === "MultiPolygon")
        return geometry.coordinates.map((rings) => pathOf(rings, view, width, height)).join("");
      return "";
    })
    .join("");
}
