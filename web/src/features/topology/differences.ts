/** What differs between two moments, as marks on the drawing and as words. Pure. */
import type { MapChange, MapEdge } from "@/api/types";
import { words } from "@/lib/format";
import { t } from "./texts";

export type Mark = "appeared" | "gone" | "changed";

/** The mark of a change; none for one that moves nothing on the map. */
export function markOf(change: MapChange): Mark | null {
  if (change.before === null) return "appeared";
  if (change.after === null) return "gone";
  return change.differences.some((what) => what !== "evidence") ? "changed" : null;
}

/** Changes that move something on the map, by the key of their edge. */
export function moving(changes: readonly MapChange[]): Map<string, MapChange> {
  return new Map(
    changes.filter((change) => markOf(change) !== null).map((change) => [change.key, change] as const),
  );
}

/** What became of an edge, for people: `Up → Down`. */
export function changeText(change: MapChange): string {
  const { before, after } = change;
  if (before === null) return t("appeared");
  if (after === null) return t("gone");
  const said = change.differences.map((what) => {
    if (what === "state") return `${words(before.state)} → ${words(after.state)}`;
    if (what === "metric") return `${t("metrics")} ${metricText(before)} → ${metricText(after)}`;
    if (what === "members")
      return t("membersFrom", { before: before.members.length, after: after.members.length });
    return what === "conflicts" ? t("conflicts") : t("evidence");
  });
  return said.join(", ");
}

export const metricText = ({ metric_a: a, metric_b: b }: MapEdge): string =>
  a === null ? "–" : a === b || b === null ? String(a) : `${a} / ${b}`;
