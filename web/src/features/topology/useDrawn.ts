/** What is drawn of the map: the layers that are on, clusters open and closed, on earth or not. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { MapChange, NetworkMap, Traffic } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { allSitesQuery } from "@/features/sites/sites";
import { clusteringOf, MANY, NO_CLUSTERS, openOf, type Clustering } from "./clusters";
import { collapsed, summaries, type Summary } from "./collapse";
import { elementsOf, withWish, type Elements, type MapContent } from "./elements";
import { onEarth, type Geography } from "./geography";
import { NO_OVERLAY, type Overlay } from "./live";
import { layersOf, type MapSearch } from "./mapSearch";
import { withShifts } from "./shifted";

export interface Drawn {
  drawn: Elements;
  clustering: Clustering;
  open: ReadonlySet<string>;
  summaries: readonly Summary[];
  earth: Geography | undefined;
}

export const isGrouped = (map: MapContent, { grouped }: MapSearch): boolean =>
  grouped === undefined ? map.nodes.length > MANY : grouped === "yes";

/** The map without the moment of the answer, so that the same content is not drawn again. */
function useContent({ nodes, edges, shape }: NetworkMap): MapContent {
  return useMemo(() => ({ nodes, edges, shape }), [nodes, edges, shape]);
}

/** What of the overlay is drawn: what links carry only where they are coloured by it. */
function usePainted({ loads, marks, byLoad }: Overlay): Overlay {
  const painted = byLoad ? loads : NO_OVERLAY.loads;
  return useMemo(() => ({ loads: painted, marks, byLoad }), [painted, marks, byLoad]);
}

interface Shown {
  map: NetworkMap;
  differing: ReadonlyMap<string, MapChange>;
  over: Overlay;
  search: MapSearch;
  wish: { a: string; b: string } | undefined;
  /** Where traffic would run after the loss that was asked about. */
  traffic: Traffic | undefined;
}

export function useDrawn({ map: asked, differing, over, search, wish, traffic }: Shown): Drawn {
  const map = useContent(asked);
  const sites = useQuery({ ...allSitesQuery, enabled: useMay("devices:view") });
  const names = useMemo(() => new Map((sites.data ?? []).map(({ id, name }) => [id, name])), [sites.data]);
  const grouped = isGrouped(map, search);
  const clustering = useMemo(() => (grouped ? clusteringOf(map) : NO_CLUSTERS), [map, grouped]);
  const open = useMemo(() => openOf(search.open), [search.open]);
  const { layers } = search;
  const seen = usePainted(over);
  const every = useMemo(
    () => withShifts(withWish(elementsOf(map, layersOf({ layers }), differing, seen), wish), traffic),
    [map, layers, differing, seen, wish, traffic],
  );
  const told = useMemo(() => summaries(every, clustering, seen, names), [every, clustering, seen, names]);
  const drawn = useMemo(
    () => collapsed(every, clustering, open, seen, told),
    [every, clustering, open, seen, told],
  );
  const onMap = search.layout === "geographic";
  const earth = useMemo(
    () => (onMap ? onEarth(drawn, map.nodes, clustering, sites.data ?? []) : undefined),
    [onMap, drawn, map.nodes, clustering, sites.data],
  );
  return { drawn: earth?.drawn ?? drawn, clustering, open, summaries: told, earth };
}
