import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import type { SeriesResult } from "@/api/types";
import { SHIFT_MS, type Comparison } from "@/features/series/band";
import type { Window } from "@/lib/range";
import { earlier, linesOf, type Derivation, type Line } from "./lines";
import { useNames } from "./names";
import type { Question } from "./question";
import { t } from "./texts";

export const familiesQuery = queryOptions({
  queryKey: ["series", "families"],
  queryFn: () => body(api.GET("/api/v1/series/families")),
  staleTime: Infinity,
});

/** Devices that are named, or by what all of them are found. */
const subject = ({ devices, site, pool, q }: Question) =>
  devices.length > 0 ? { device_id: [...devices] } : { site_id: site, pool_id: pool, q };

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
              ...subject(question),
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
  const ready = question.metrics.length > 0;
  const shift = SHIFT_MS[compare];
  const now = useQuery({ ...questionQuery(question, window), enabled: ready });
  const shown = useMemo(
    () => ({
      devices: [...new Set(now.data?.series.map((one) => one.device_id))],
      objects: [...new Set(now.data?.series.map((one) => one.object))],
    }),
    [now.data],
  );
  const split = question.split ?? "object";
  // Those that stand out now are looked up as they were; one line of everything is asked for again.
  const earlierQuestion = {
    object: { ...question, ...shown, top: undefined },
    device: { ...question, devices: shown.devices, top: undefined },
    none: question,
  }[split];
  const before = useQuery({
    ...questionQuery(earlierQuestion, back(window, shift)),
    enabled: ready && shift > 0 && shown.objects.length > 0,
  });
  const nameOf = useNames(shown.devices);
  const lines = useMemo((): Line[] => {
    const naming = { nameOf, devices: question.devices.length, metrics: question.metrics.length };
    const present = linesOf(now.data, naming, derive);
    if (shift === 0) return present;
    const label = compare === "week" ? t("weekBefore") : t("dayBefore");
    const keys = new Set(present.map((line) => line.key));
    const old = linesOf(before.data, naming, derive).filter((line) => keys.has(line.key));
    const colors = new Map(present.map((line) => [line.key, line.color]));
    return [
      ...present,
      ...earlier(old, shift, label).map((line) => ({
        ...line,
        color: colors.get(line.key.replace(/\|earlier$/, "")) ?? line.color,
      })),
    ];
  }, [nameOf, question, now.data, before.data, derive, shift, compare]);
  return { lines, query: now, ready, stepSeconds: now.data?.step_s };
}
