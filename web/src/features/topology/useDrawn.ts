/** What is drawn of the map: the layers that are on, clusters open and closed, on earth or not. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { MapChange, NetworkMap } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { allSitesQuery } from "@/features/sites/sites";
import { clusteringOf, MANY, NO_CLUSTERS, openOf, type Clustering } from "./clusters";
import { collapsed, summaries, type Summary } from "./collapse";
import { elementsOf, withWish, type Elements } from "./elements";
import { onEarth, type Geography } from "./geography";
import type { Overlay } from "./live";
import { layersOf, type MapSearch } from "./mapSearch";

export interface Drawn {
  drawn: Elements;
  clustering: Clustering;
  open: ReadonlySet<string>;
  summaries: readonly Summary[];
  earth: Geography | undefined;
}

export const isGrouped = (map: NetworkMap, { grouped }: MapSearch): boolean =>
  grouped === undefined ? map.nodes.length > MANY : grouped === "yes";

interface Shown {
  map: NetworkMap;
  differing: ReadonlyMap<string, MapChange>;
  over: Overlay;
  search: MapSearch;
  wish: { a: string; b: string } | undefined;
}

export function useDrawn({ map, differing, over, search, wish }: Shown): Drawn {
  const sites = useQuery({ ...allSitesQuery, enabled: useMay("devices:view") });
  const names = useMemo(() => new Map((sites.data ?? []).map(({ id, name }) => [id, name])), [sites.data]);
  const grouped = isGrouped(map, search);
  const clustering = useMemo(() => (grouped ? clusteringOf(map) : NO_CLUSTERS), [map, grouped]);
  const open = useMemo(() => openOf(search.open), [search.open]);
  const { layers } = search;
  const every = useMemo(
    () => withWish(elementsOf(map, layersOf({ layers }), differing, over), wish),
    [map, layers, differing, over, wish],
  );
  const drawn = useMemo(
    () => collapsed(every, clustering, open, over, names),
    [every, clustering, open, over, names],
  );
  const told = useMemo(
    () => summaries(clustering.clusters.values(), every, clustering, over, names),
    [every, clustering, over, names],
  );
  const onMap = search.layout === "geographic";
  const earth = useMemo(
    () => (onMap ? onEarth(drawn, map.nodes, clustering, sites.data ?? []) : undefined),
    [onMap, drawn, map.nodes, clustering, sites.data],
  );
  return { drawn: earth?.drawn ?? drawn, clustering, open, summaries: told, earth };
}
