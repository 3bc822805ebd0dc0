/** Questions about anomalies and the normal band, and the verdict of a person. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Anomaly, AnomalyQuery, Band as BandAnswer, NextDay, Page } from "@/api/types";
import type { Annotation, Band, Forecast } from "@/features/series/band";
import type { Point } from "@/features/series/points";
import { words } from "@/lib/format";
import type { Window } from "@/lib/range";
import { tellDone, tellFailed } from "@/ui/toast";
import { reasonOf } from "./reason";
import { t } from "./texts";

/** One series of the store. */
export interface SeriesName {
  deviceId: number;
  family: string;
  metric: string;
  object: string;
}

export function fetchAnomalies(
  filter: AnomalyQuery,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<Anomaly>> {
  return body(api.GET("/api/v1/anomalies", { params: { query: { ...filter, offset, limit } }, signal }));
}

export const anomalyQuery = (id: number) =>
  queryOptions({
    queryKey: ["anomalies", "one", id],
    queryFn: () => body(api.GET("/api/v1/anomalies/{anomaly_id}", { params: { path: { anomaly_id: id } } })),
  });

export const similarQuery = (id: number) =>
  queryOptions({
    queryKey: ["anomalies", "similar", id],
    queryFn: () =>
      body(api.GET("/api/v1/anomalies/{anomaly_id}/similar", { params: { path: { anomaly_id: id } } })),
  });

/** Anomalies that touch a window, newest first. */
export const anomaliesInQuery = (filter: AnomalyQuery, window?: Window, limit = 100) =>
  queryOptions({
    queryKey: ["anomalies", "in", filter, window?.start, window?.end, limit],
    queryFn: ({ signal }) =>
      fetchAnomalies(
        window ? { ...filter, start: iso(window.start), end: iso(window.end) } : filter,
        0,
        limit,
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 20_000,
  });

const HOUR_MS = 3_600_000;

/** The normal band of a window, asked for in whole hours so that a moving window asks once an hour. */
export function bandQuery(series: SeriesName, window: Window) {
  const start = Math.floor(window.start / HOUR_MS) * HOUR_MS;
  const end = Math.ceil(window.end / HOUR_MS) * HOUR_MS;
  return queryOptions({
    queryKey: ["baselines", "band", series, start, end],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/baselines/band", {
          params: {
            query: {
              device_id: series.deviceId,
              family: series.family,
              metric: series.metric,
              object: series.object,
              start: iso(start),
              end: iso(end),
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
    retry: false,
  });
}

/** The next day of a series; asked anew once an hour, when the running hour is another. */
export function nextDayQuery(series: SeriesName) {
  const { deviceId, ...name } = series;
  return queryOptions({
    queryKey: ["forecasts", "next-day", series, Math.floor(Date.now() / HOUR_MS)],
    queryFn: ({ signal }) =>
      body(
        api.GET("/api/v1/forecasts/next-day", {
          params: { query: { device_id: deviceId, ...name } },
          signal,
        }),
      ),
    staleTime: HOUR_MS,
    retry: false,
  });
}

/** The lowest and the highest that the next day's interval reaches; nothing where too little is known. */
export function reachOf(answer: NextDay | undefined): { low: number; high: number } | undefined {
  if (!answer?.hours.length) return undefined;
  return {
    low: Math.min(...answer.hours.map(({ low }) => low)),
    high: Math.max(...answer.hours.map(({ high }) => high)),
  };
}

/** As much of what is to come as the window looks back, on the steps of the lines. */
export function drawnForecast(
  answer: NextDay | undefined,
  window: Window,
  stepSeconds: number,
  look: Pick<Forecast, "color" | "below" | "label">,
): Forecast | undefined {
  const [first] = answer?.hours ?? [];
  if (!answer || !first) return undefined;
  const step = stepSeconds * 1000;
  const hours = new Map(answer.hours.map((hour) => [Date.parse(hour.at), hour]));
  const last = Date.parse(first.at) + answer.hours.length * HOUR_MS;
  const expected: Point[] = [];
  const low: Point[] = [];
  const high: Point[] = [];
  const until = Math.min(last, window.end + Math.max(HOUR_MS, window.end - window.start));
  for (let at = Math.ceil(window.end / step) * step; at < until; at += step) {
    const hour = hours.get(Math.floor(at / HOUR_MS) * HOUR_MS);
    if (!hour) continue;
    expected.push([at, hour.expected]);
    low.push([at, hour.low]);
    high.push([at, hour.high]);
  }
  return { key: "next-day", ...look, expected, low, high };
}

/** Whether a window ends now, so that what is to come belongs beside it. */
export const endsNow = (window: Window): boolean => Date.now() - window.end < HOUR_MS;

const iso = (ms: number): string => new Date(ms).toISOString();

/** The band as a chart draws it, on the steps of the lines so that both share their moments; hours may climb. */
export function drawnBand(
  answer: BandAnswer | undefined,
  window: Window,
  stepSeconds: number,
): Band | undefined {
  if (answer?.state !== "known") return undefined;
  const hours = new Map(answer.points.map((point) => [Date.parse(point.at), point]));
  const step = stepSeconds * 1000;
  const low: Point[] = [];
  const high: Point[] = [];
  for (let at = Math.floor(window.start / step) * step; at < window.end; at += step) {
    const hour = hours.get(Math.floor(at / HOUR_MS) * HOUR_MS);
    const moved = (hour?.climb ?? 0) * withinHour(at, step);
    low.push([at, raised(hour?.low, moved)]);
    high.push([at, raised(hour?.high, moved)]);
  }
  return { label: t("normal"), low, high };
}

/** Where the middle of a step lies in its hour, from -0.5 to 0.5; steps of an hour and more are whole hours. */
const withinHour = (at: number, step: number): number =>
  step >= HOUR_MS ? 0 : ((at % HOUR_MS) + step / 2) / HOUR_MS - 0.5;

const raised = (value: number | null | undefined, by: number): number | null =>
  value === null || value === undefined ? null : value + by;

export const annotationOf = (anomaly: Anomaly): Annotation => ({
  id: `anomaly-${anomaly.id}`,
  at: Date.parse(anomaly.opened_at),
  until: anomaly.closed_at === null ? Date.now() : Date.parse(anomaly.closed_at),
  label: `${kindOf(anomaly.kind)}: ${reasonOf(anomaly)}`,
  tone: anomaly.verdict ? "info" : anomaly.severity === "critical" ? "bad" : "warning",
});

/** The word for a kind of anomaly. */
export const kindOf = (kind: string): string => words(kind);

/** Say that an anomaly is none; the toast takes it back. */
export function useJudge(anomaly: Pick<Anomaly, "id">) {
  const queries = useQueryClient();
  const say = (falseAlarm: boolean) =>
    body(
      api.PUT("/api/v1/anomalies/{anomaly_id}/judgement", {
        params: { path: { anomaly_id: anomaly.id } },
        body: { false_alarm: falseAlarm },
      }),
    );
  const refresh = () => queries.invalidateQueries({ queryKey: ["anomalies"] });
  return useMutation({
    mutationFn: say,
    onSuccess: async (_judged, falseAlarm) => {
      const undo = async () => {
        await say(!falseAlarm);
        await refresh();
      };
      tellDone(
        falseAlarm ? t("judgedFalse") : t("judgedTrue"),
        falseAlarm ? t("willBePatient") : undefined,
        undo,
      );
      await refresh();
    },
    onError: (error) => tellFailed(t("notJudged"), error),
  });
}
