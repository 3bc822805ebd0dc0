import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import type { Aggregation, SeriesResult } from "@/api/types";
import { SHIFT_MS, type Comparison } from "@/features/series/band";
import { allPages } from "@/ui/table/usePages";
import { fetchDevices } from "@/features/inventory/devices";
import type { Window } from "@/lib/range";
import type { Split } from "./question";
import { earlier, linesOf, type Derivation, type Line } from "./lines";
import { t } from "./texts";

/** As many devices as one question may name. */
export const MOST_DEVICES = 1_000;

export const familiesQuery = queryOptions({
  queryKey: ["series", "families"],
  queryFn: () => body(api.GET("/api/v1/series/families")),
  staleTime: Infinity,
});

/** Names of devices for choosing and for legends. */
export const deviceNamesQuery = queryOptions({
  queryKey: ["devices", "names"],
  queryFn: async () => {
    const found = await allPages(
      (offset, limit) => fetchDevices({ sort: "name" }, offset, limit),
      MOST_DEVICES,
    );
    return found.map(({ id, name, address }) => ({ id, name, address }));
  },
  staleTime: 60_000,
});

export interface Question {
  family: string;
  metrics: readonly string[];
  /** None: all devices, of which the first ones are shown. */
  devices: readonly number[];
  objects: readonly string[];
  agg: Aggregation;
  top?: number;
  /** What has a line of its own; each object when nothing is said. */
  split?: Split;
}

const iso = (ms: number): string => new Date(ms).toISOString();

export function questionQuery(question: Question, window: Window) {
  return queryOptions({
    queryKey: ["series", "explore", question, window.start, window.end, window.stepSeconds],
    queryFn: async ({ signal }) =>
      (await body(
        api.GET("/api/v1/series/query", {
          params: {
            query: {
              family: question.family,
              device_id: [...question.devices],
              object: question.objects.length > 0 ? [...question.objects] : undefined,
              metric: [...question.metrics],
              start: iso(window.start),
              end: iso(window.end),
              step_s: window.stepSeconds,
              agg: question.agg,
              top: question.top,
              split: question.split,
            },
          },
          signal,
        }),
      )) as SeriesResult,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 20_000,
  });
}

const back = (window: Window, ms: number): Window => ({
  ...window,
  start: window.start - ms,
  end: window.end - ms,
});

/** The lines of a question, with those of a day or week before when wanted. */
export function useLines(
  question: Question,
  window: Window,
  { derive = "none", compare = "none" }: { derive?: Derivation; compare?: Comparison } = {},
) {
  const names = useQuery(deviceNamesQuery);
  const asked = useMemo(
    () => ({
      ...question,
      devices: question.devices.length > 0 ? question.devices : (names.data ?? []).map((device) => device.id),
    }),
    [question, names.data],
  );
  const ready = asked.devices.length > 0 && asked.metrics.length > 0;
  const shift = SHIFT_MS[compare];
  const now = useQuery({ ...questionQuery(asked, window), enabled: ready });
  const objects = useMemo(() => [...new Set(now.data?.series.map((one) => one.object))], [now.data]);
  // Lines that are sums are of all objects; otherwise those that stand out now are looked up as they were.
  const whole = (asked.split ?? "object") !== "object";
  const before = useQuery({
    ...questionQuery(whole ? asked : { ...asked, objects, top: undefined }, back(window, shift)),
    enabled: ready && shift > 0 && objects.length > 0,
  });
  const lines = useMemo((): Line[] => {
    const byId = new Map((names.data ?? []).map((device) => [device.id, device.name]));
    const naming = {
      nameOf: (id: number) => byId.get(id) ?? String(id),
      devices: asked.devices.length,
      metrics: asked.metrics.length,
    };
    const present = linesOf(now.data, naming, derive);
    if (shift === 0) return present;
    const label = compare === "week" ? t("weekBefore") : t("dayBefore");
    const shown = new Set(present.map((line) => line.key));
    const old = linesOf(before.data, naming, derive).filter((line) => shown.has(line.key));
    const colors = new Map(present.map((line) => [line.key, line.color]));
    return [
      ...present,
      ...earlier(old, shift, label).map((line) => ({
        ...line,
        color: colors.get(line.key.replace(/\|earlier$/, "")) ?? line.color,
      })),
    ];
  }, [names.data, asked, now.data, before.data, derive, shift, compare]);
  return { lines, query: now, names: names.data ?? [], ready, stepSeconds: now.data?.step_s };
}
