/** Questions to the series store. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Aggregation, SeriesResult, Totals } from "@/api/types";
import type { Window } from "@/lib/range";
import type { Point } from "./points";

export interface SeriesQuestion {
  family: string;
  deviceId: number;
  objects?: readonly string[];
  metrics: readonly string[];
  agg?: Aggregation;
}

/** The client's types widen the pairs of a series to arrays; the document says they are pairs. */
const result = async (call: Parameters<typeof body>[0]): Promise<SeriesResult> =>
  (await body(call)) as SeriesResult;

const iso = (ms: number): string => new Date(ms).toISOString();

export function seriesQuery(question: SeriesQuestion, window: Window) {
  const asked = [
    question.family,
    question.deviceId,
    question.metrics,
    question.objects ?? [],
    question.agg ?? "avg",
  ];
  return queryOptions({
    queryKey: ["series", ...asked, window.start, window.end, window.stepSeconds],
    queryFn: ({ signal }) =>
      result(
        api.GET("/api/v1/series/query", {
          params: {
            query: {
              family: question.family,
              device_id: [question.deviceId],
              object: question.objects ? [...question.objects] : undefined,
              metric: [...question.metrics],
              start: iso(window.start),
              end: iso(window.end),
              step_s: window.stepSeconds,
              agg: question.agg ?? "avg",
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 20_000,
  });
}

export const latestQuery = (family: string, deviceId: number) =>
  queryOptions({
    queryKey: ["series", "latest", family, deviceId],
    queryFn: () =>
      body(api.GET("/api/v1/series/latest", { params: { query: { family, device_id: [deviceId] } } })),
    refetchInterval: 30_000,
  });

/** In and out of everything, summed by the store: ten thousand series never travel for one line. */
export function totalTrafficQuery(window: Window) {
  return queryOptions({
    queryKey: ["series", "total", window.start, window.end, window.stepSeconds],
    queryFn: async ({ signal }) =>
      (await body(
        api.GET("/api/v1/series/total", {
          params: {
            query: {
              family: "interface",
              metric: ["in_bps", "out_bps"],
              start: iso(window.start),
              end: iso(window.end),
              step_s: window.stepSeconds,
            },
          },
          signal,
        }),
      )) as Totals,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    staleTime: 20_000,
  });
}

/** The points of one object's metric; empty when the answer has none. */
export function pointsOf(
  result: SeriesResult | undefined,
  object: string | null,
  metric: string,
): readonly Point[] {
  const found = result?.series.find(
    (series) => series.metric === metric && (object === null || series.object === object),
  );
  return found?.points ?? [];
}
