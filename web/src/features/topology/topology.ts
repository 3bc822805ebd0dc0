/** Questions about the map. */
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { api, body, UNCHANGED } from "@/api/client";
import type { MapChange, MapEdge, MapTurn, NetworkMap, Outcome, PathAnswer, WaysAnswer } from "@/api/types";
import { shared } from "./sharing";

/** What news changes: the map as it is now. */
export const mapKey = ["topology", "now"] as const;
/** What stays as it was. */
const pastKey = ["topology", "past"] as const;
export const turnsKey = ["topology", "turns"] as const;

/** The map with the tag by which the server knows it. */
export type TaggedMap = NetworkMap & { tag: string };

export const mapQuery = (at?: string) =>
  queryOptions({
    queryKey: at === undefined ? mapKey : [...pastKey, at],
    queryFn: ({ signal, client, queryKey }) => fetchMap(at, client, queryKey, signal),
    structuralSharing: shared,
    refetchInterval: at === undefined ? 30_000 : false,
  });

/** Thousands of links that are as they were are neither sent nor read again. */
async function fetchMap(
  at: string | undefined,
  client: QueryClient,
  queryKey: readonly unknown[],
  signal: AbortSignal,
): Promise<TaggedMap> {
  const known = client.getQueryData<TaggedMap>(queryKey);
  const params = { query: { at }, header: { "if-none-match": known?.tag } };
  const asked = api.GET("/api/v1/topology", { params, signal });
  const { response } = await asked;
  if (known && response.status === UNCHANGED) return known;
  return { ...(await body(asked)), tag: response.headers.get("etag") ?? "" };
}

/** What differs between two moments; `at` undefined is now, which news changes. */
export const changesQuery = (since: string | undefined, at: string | undefined) =>
  queryOptions({
    queryKey: [...(at === undefined ? mapKey : pastKey), "since", since, at],
    queryFn: ({ signal }): Promise<MapChange[]> =>
      body(
        api.GET("/api/v1/topology/changes", {
          params: { query: { since: since ?? "", until: at } },
          signal,
        }),
      ),
    enabled: since !== undefined,
  });

const TURNS_OF_S = 30 * 86_400;

/** The moments at which the map changed, newest first. */
export const turnsQuery = queryOptions({
  queryKey: turnsKey,
  queryFn: ({ signal }): Promise<MapTurn[]> => {
    const since = new Date(Date.now() - TURNS_OF_S * 1000).toISOString();
    return body(api.GET("/api/v1/topology/turns", { params: { query: { since, limit: 100 } }, signal }));
  },
});

export const fetchPath = (source: string, target: string): Promise<PathAnswer> =>
  body(api.GET("/api/v1/topology/path", { params: { query: { source, target } } }));

export const fetchWays = (source: string, target: string): Promise<WaysAnswer> =>
  body(api.GET("/api/v1/topology/ways", { params: { query: { source, target, k: 4 } } }));

export const fetchWhatIf = (fail: string[]): Promise<Outcome> =>
  body(api.POST("/api/v1/topology/what-if", { body: { fail } }));

/** The two devices of an edge, or none for a segment. */
export function devicesOf(edge: MapEdge): [string, string] | null {
  return edge.a && edge.b ? [edge.a.device, edge.b.device] : null;
}

export function endText(end: { device: string; interface: string | null } | null | undefined): string {
  return end ? `${end.device} ${end.interface ?? ""}`.trim() : "";
}

/** The ends of an edge in words; the end of a VPN is a device with what it calls the VPN. */
export function endsOf({ a, b, members, service }: MapEdge): string[] {
  const ends = members.length > 0 ? members : [a, b];
  return ends.map((end, at) =>
    service ? `${end?.device ?? ""} ${service.names[at] ?? ""}`.trim() : endText(end),
  );
}

/** From where and to where an edge runs; what more than two share has a name instead. */
export function runOf(edge: MapEdge): [string, string] {
  const ends = endsOf(edge);
  if (edge.members.length === 0) return [ends[0] ?? "", ends[1] ?? ""];
  return [edge.service ? `${edge.service.name} (${edge.kind})` : edge.key, ends.join(", ")];
}

/** What a person would call the loss of this edge on the command line, when a port of it is known. */
export function failureOf(edge: MapEdge): string | null {
  const end = edge.a?.interface ? edge.a : edge.b?.interface ? edge.b : null;
  return end ? `link:${end.device}:${end.interface ?? ""}` : null;
}

/** The links between consecutive devices of the paths, by key: what an answer lights up. */
export function linksOn(map: NetworkMap, answer: PathAnswer): Set<string> {
  const leaving = new Set(answer.paths.flatMap((hops) => hops.map((hop) => endText(hop))));
  const pairs = new Set(
    answer.paths.flatMap((hops) => hops.slice(1).map((hop, i) => pairOf(hops[i]?.device ?? "", hop.device))),
  );
  return new Set(
    map.edges
      .filter((edge) => edge.a && edge.b && pairs.has(pairOf(edge.a.device, edge.b.device)))
      .filter((edge) => leaving.has(endText(edge.a)) || leaving.has(endText(edge.b)))
      .map((edge) => edge.key),
  );
}

/** The edges of some links on the map: a link is an edge in each of its layers. */
export function edgesOf(map: NetworkMap, links: readonly string[]): Set<string> {
  const wanted = new Set(links);
  return new Set(
    map.edges.filter((edge) => wanted.has(edge.key.slice(edge.key.indexOf(":") + 1))).map((edge) => edge.key),
  );
}

const pairOf = (a: string, b: string) => [a, b].sort().join(" ");
