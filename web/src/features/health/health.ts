/** Questions about health. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { HealthKind, HealthState } from "@/api/types";
import type { Point } from "@/features/series/points";
import type { Tone } from "@/ui/tone";
import { t } from "./texts";

const AGAIN_MS = 30_000;
const FRESH = { staleTime: AGAIN_MS / 2, refetchInterval: AGAIN_MS } as const;

export const treeQuery = queryOptions({
  queryKey: ["health", "tree"],
  queryFn: () => body(api.GET("/api/v1/network-health")),
  ...FRESH,
});

export const linksQuery = queryOptions({
  queryKey: ["health", "links"],
  queryFn: () => body(api.GET("/api/v1/network-health/links", { params: { query: { limit: 200 } } })),
  ...FRESH,
});

export const deviceHealthQuery = (id: number) =>
  queryOptions({
    queryKey: ["health", "device", id],
    queryFn: () =>
      body(api.GET("/api/v1/network-health/devices/{device_id}", { params: { path: { device_id: id } } })),
    ...FRESH,
  });

export const groupQuery = (kind: HealthKind, id: number) =>
  queryOptions({
    queryKey: ["health", kind, id],
    queryFn: () => {
      if (kind === "site")
        return body(api.GET("/api/v1/network-health/sites/{site_id}", { params: { path: { site_id: id } } }));
      if (kind === "pool")
        return body(
          api.GET("/api/v1/network-health/services/{pool_id}", { params: { path: { pool_id: id } } }),
        );
      return body(api.GET("/api/v1/network-health/network"));
    },
    ...FRESH,
  });

export const historyQuery = (kind: HealthKind, id: number, hours: number) =>
  queryOptions({
    queryKey: ["health", "history", kind, id, hours],
    queryFn: () => {
      const query = { hours };
      if (kind === "device")
        return body(
          api.GET("/api/v1/network-health/devices/{device_id}/history", {
            params: { path: { device_id: id }, query },
          }),
        );
      if (kind === "site")
        return body(
          api.GET("/api/v1/network-health/sites/{site_id}/history", {
            params: { path: { site_id: id }, query },
          }),
        );
      if (kind === "pool")
        return body(
          api.GET("/api/v1/network-health/services/{pool_id}/history", {
            params: { path: { pool_id: id }, query },
          }),
        );
      return body(api.GET("/api/v1/network-health/network/history", { params: { query } }));
    },
    staleTime: 60_000,
  });

const TONES: Readonly<Record<HealthState, Tone>> = {
  healthy: "good",
  warning: "warning",
  critical: "bad",
  unknown: "unknown",
};

export const toneOfHealth = (state: HealthState): Tone => TONES[state];

export const stateWord = (state: HealthState): string => t(`state.${state}`);

const HOLDS_MS = 90 * 60_000;
const STEP_MS = 15 * 60_000;

/** What was in force at every quarter of an hour; a recorded score holds until the next one, at most 90 minutes. */
export function heldPoints(
  recorded: readonly { at: string; score: number | null }[],
  start: number,
  end: number,
): Point[] {
  const found: Point[] = [];
  let next = 0;
  for (let at = start; at <= end; at += STEP_MS) {
    while (next < recorded.length && Date.parse(recorded[next]?.at ?? "") <= at) next += 1;
    const last = recorded[next - 1];
    const holds = last !== undefined && at - Date.parse(last.at) <= HOLDS_MS;
    found.push([at, holds ? last.score : null]);
  }
  return found;
}
