/** What an answer marks on the map: ways, and what a loss takes. Pure. */
import type { NetworkMap } from "@/api/types";
import type { Asked } from "./Answer";
import { edgesOf, linksOn } from "./topology";

const NONE: ReadonlySet<string> = new Set();

/** What the answer lights up: the way that was chosen, else every shortest path. */
export function litBy(map: NetworkMap, { path }: Asked): ReadonlySet<string> {
  if (!path) return NONE;
  const way = path.shown === undefined ? undefined : path.ways?.ways[path.shown];
  return way ? edgesOf(map, way.links) : linksOn(map, path.answer);
}

/** The device that a failure names, or the edges at the port that it names. */
function lostBy(map: NetworkMap, failure: string): string[] {
  if (failure.startsWith("node:")) return [failure.slice("node:".length)];
  return map.edges
    .filter((edge) =>
      [edge.a, edge.b].some((end) => end && `link:${end.device}:${end.interface ?? ""}` === failure),
    )
    .map((edge) => edge.key);
}

/** What the imagined loss takes: the link or device itself, and everything that it cuts off. */
export function failedOf(map: NetworkMap, { loss }: Asked): ReadonlySet<string> {
  if (!loss) return NONE;
  const lost = loss.failures.flatMap((failure) => lostBy(map, failure));
  return new Set([...lost, ...edgesOf(map, loss.links), ...loss.outcome.isolated]);
}
