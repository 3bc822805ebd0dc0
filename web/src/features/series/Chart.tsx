import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import { clockTime, inUnit, NOT_KNOWN } from "@/lib/format";
import type { Window } from "@/lib/range";
import { annotationsIn, type Annotation, type Band, type Forecast, type LimitLine } from "./band";
import { extentOf, latest, type Point } from "./points";
import classes from "./Chart.module.css";
import { t } from "./texts";

/** The drawing library loads with the first chart, not with the first page. */
const Plot = lazy(() => import("./Plot").then((module) => ({ default: module.Plot })));

const MOST_TOLD = 10;

export interface ChartSeries {
  key: string;
  label: string;
  /** Which of the palette's colours, 1 to 6. */
  color: number;
  points: readonly Point[];
  /** Drawn below the axis: the other direction of the same thing. */
  below?: boolean;
  dashed?: boolean;
}

export interface ChartProps {
  /** What is drawn, for those who do not see it. */
  label: string;
  unit: string;
  series: readonly ChartSeries[];
  window: Window;
  stepSeconds?: number;
  heightRem?: number;
  /** Filled to the axis: for amounts, where zero means something. */
  filled?: boolean;
  onZoom?: (startMs: number, endMs: number) => void;
  /** What is usual, behind the lines. */
  band?: Band;
  /** What is likely to come; the drawing then ends with it, after the window. */
  forecasts?: readonly Forecast[];
  /** What happened meanwhile: events, changes, incidents. */
  annotations?: readonly Annotation[];
  /** Drawn as dashed lines; the chart reaches to the nearest above and below its lines. */
  limits?: readonly LimitLine[];
}

/** One time-series chart: gaps stay gaps, the crosshair is shared by all charts on the page, dragging zooms. */
export function Chart(props: ChartProps) {
  const heightRem = props.heightRem ?? 11;
  const known = props.series.some((series) => latest(series.points) !== null);
  return (
    <figure className={classes.figure}>
      <figcaption className="visually-hidden">{describe(props)}</figcaption>
      {known ? (
        <Suspense fallback={<Skeleton height={`${heightRem + 1.75}rem`} />}>
          <Plot {...props} heightRem={heightRem} />
        </Suspense>
      ) : (
        <div className={classes.nothing} style={{ height: `${heightRem + 1.75}rem` }}>
          {t("noSamplesInThisWindow")}
        </div>
      )}
    </figure>
  );
}

function describe(props: ChartProps): string {
  const { label, unit, series, annotations = [], forecasts = [], limits = [], window } = props;
  const parts = series.map((one) => {
    const extent = extentOf(one.points);
    if (!extent) return t("notKnown", { label: one.label });
    const known = one.points.filter(([, value]) => value !== null).length;
    const cover = one.points.length > 0 ? Math.round((known / one.points.length) * 100) : 0;
    return t("latestBetweenAndKnownForOf", {
      label: one.label,
      unit: inUnit(latest(one.points), unit),
      unit2: inUnit(extent.min, unit),
      unit3: inUnit(extent.max, unit),
      cover,
    });
  });
  for (const one of forecasts) {
    const [low, high] = [extentOf(one.low)?.min ?? null, extentOf(one.high)?.max ?? null];
    parts.push(t("likely", { label: one.label, low: inUnit(low, unit), high: inUnit(high, unit) }));
  }
  const marks = annotationsIn(annotations, window)
    .sort((a, b) => a.at - b.at)
    .slice(-MOST_TOLD)
    .map((mark) => `${clockTime(mark.at)} ${mark.label}`);
  const happened = marks.length > 0 ? ` ${t("marks", { what: marks.join("; ") })}` : "";
  const lines = limits.map((line) => `${line.label} ${inUnit(line.at, unit)}`);
  const limited = lines.length > 0 ? ` ${t("limits", { what: lines.join("; ") })}` : "";
  return `${label}. ${parts.join("; ") || NOT_KNOWN}.${limited}${happened}`;
}
