/** What is laid over the map of the present: what links carry, and what is wrong. Pure but for the questions. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { AlertMark, LinkLoad, MapEdge } from "@/api/types";
import { percent } from "@/lib/format";
import { devicesOf } from "./topology";

export const loadKey = ["topology", "load"] as const;
export const marksKey = ["alerts", "marks"] as const;

export const loadQuery = (wanted: boolean) =>
  queryOptions({
    queryKey: loadKey,
    queryFn: ({ signal }): Promise<LinkLoad[]> => body(api.GET("/api/v1/topology/load", { signal })),
    refetchInterval: 30_000,
    enabled: wanted,
  });

export const marksQuery = (wanted: boolean) =>
  queryOptions({
    queryKey: marksKey,
    queryFn: ({ signal }): Promise<AlertMark[]> => body(api.GET("/api/v1/alert-marks", { signal })),
    refetchInterval: 30_000,
    enabled: wanted,
  });

/** Upper ends of the steps of the scale, 0..1; the last step has none. */
export const STEPS = [0.2, 0.4, 0.6, 0.8] as const;

/** The step of a utilisation, 1 to 5; 0 stands for one that is not known. */
export function stepOf(used: number | null | undefined): number {
  if (used === null || used === undefined) return 0;
  const at = STEPS.findIndex((end) => used < end);
  return at < 0 ? STEPS.length + 1 : at + 1;
}

export interface Overlay {
  loads: ReadonlyMap<string, LinkLoad>;
  marks: ReadonlyMap<string, AlertMark>;
  byLoad: boolean;
}

export const NO_OVERLAY: Overlay = { loads: new Map(), marks: new Map(), byLoad: false };

export const loadsByKey = (loads?: readonly LinkLoad[]): Overlay["loads"] =>
  new Map((loads ?? []).map((load) => [load.key, load]));
export const marksByEntity = (marks?: readonly AlertMark[]): Overlay["marks"] =>
  new Map((marks ?? []).map((mark) => [mark.entity, mark]));

export function overlay(loads?: readonly LinkLoad[], marks?: readonly AlertMark[], byLoad = false): Overlay {
  return { loads: loadsByKey(loads), marks: marksByEntity(marks), byLoad };
}

/** The device of `node:NAME` or `if:NAME:PORT`; both may have colons in them, so the longest known name counts. */
export function deviceIn(entity: string, isKnown: (name: string) => boolean): string | undefined {
  const [, kind, rest = ""] = /^(node|if):(.*)$/s.exec(entity) ?? [];
  if (kind === "node") return isKnown(rest) ? rest : undefined;
  for (let at = rest.lastIndexOf(":"); at > 0; at = rest.lastIndexOf(":", at - 1)) {
    const name = rest.slice(0, at);
    if (isKnown(name)) return name;
  }
  return undefined;
}

const ORDER = ["critical", "major", "minor", "warning", "info"];

/** The worst of some severities; empty when there is none. */
export const worst = (found: readonly string[]): string => ORDER.find((one) => found.includes(one)) ?? "";

/** The alerts of both ports of an edge as one mark: the worse, and how many there are. */
export function edgeMark(edge: MapEdge, marks: Overlay["marks"]): AlertMark | null {
  if (marks.size === 0 || !devicesOf(edge)) return null;
  const found = [edge.a, edge.b].flatMap((end) => {
    const mark = end?.interface && marks.get(`if:${end.device}:${end.interface}`);
    return mark ? [mark] : [];
  });
  const [first] = found.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  if (!first) return null;
  return {
    ...first,
    count: found.reduce((sum, mark) => sum + mark.count, 0),
    kinds: [...new Set(found.flatMap((mark) => mark.kinds))].sort(),
  };
}

/** Whole percent is enough on a line. */
export const usedText = (used: number | null | undefined): string =>
  used === null || used === undefined
    ? ""
    : used > 0 && used < 0.01
      ? "< 1 %"
      : percent(Math.round(used * 100));
