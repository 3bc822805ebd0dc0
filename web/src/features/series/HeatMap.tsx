import { Skeleton } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { inUnit } from "@/lib/format";
import type { Window } from "@/lib/range";
import classes from "./Chart.module.css";
import { busiestHour, heatOf } from "./heat";
import type { Point } from "./points";
import { t } from "./texts";

/** Apache ECharts loads with the first heat map alone. */
const HeatPlot = lazy(() => import("./HeatPlot").then((module) => ({ default: module.HeatPlot })));

interface HeatMapProps {
  label: string;
  unit: string;
  points: readonly Point[];
  window: Window;
}

/** When something is busy: the mean of each hour of each day as a colour. Hours of which nothing is known stay empty. */
export function HeatMap({ label, unit, points, window }: HeatMapProps) {
  const heat = useMemo(() => heatOf(points, window.start, window.end), [points, window.start, window.end]);
  const busiest = busiestHour(heat);
  if (busiest === null) return <div className={classes.nothing}>{t("noSamplesInThisWindow")}</div>;
  const says = t("heatSays", {
    low: inUnit(heat.low, unit),
    high: inUnit(heat.high, unit),
    hour: `${busiest.hour}:00`,
    mean: inUnit(busiest.mean, unit),
  });
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.heatSays}>
        <span className="visually-hidden">{label}. </span>
        {says}
      </figcaption>
      <Suspense fallback={<Skeleton height="12rem" />}>
        <HeatPlot heat={heat} unit={unit} />
      </Suspense>
    </figure>
  );
}
