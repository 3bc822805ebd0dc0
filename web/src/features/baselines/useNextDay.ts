import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Forecast } from "@/features/series/band";
import type { Window } from "@/lib/range";
import { drawnForecast, endsNow, nextDayQuery, type SeriesName } from "./anomalies";
import { t } from "./texts";

/** A series whose next day is drawn, and how. */
export interface Foretold {
  of: SeriesName;
  color: number;
  below?: boolean;
  label?: string;
}

/** The next day of some series as a chart draws it; nothing where the window has ended or too little is known. */
export function useNextDay(series: readonly Foretold[], window: Window, stepSeconds: number): Forecast[] {
  const now = endsNow(window);
  const answers = useQueries({
    queries: now ? series.map(({ of }) => nextDayQuery(of)) : [],
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(
    () =>
      series.flatMap(({ color, below, label }, index) => {
        const look = { color, below, label: label ?? t("likely") };
        const found = drawnForecast(answers[index], window, stepSeconds, look);
        return found ? [{ ...found, key: `next-day-${index}` }] : [];
      }),
    [series, answers, window, stepSeconds],
  );
}
