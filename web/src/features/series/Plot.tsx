import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import { clockTime, inUnit, localTime, utcTime } from "@/lib/format";
import type { ChartProps } from "./Chart";
import { annotationAt, annotationsIn, endOf, mirrored, type Forecast, type LimitLine } from "./band";
import { align, gapsOf, isLate, lastKnownAt, latest } from "./points";
import { plotOptions } from "./plotOptions";
import classes from "./Chart.module.css";
import { t } from "./texts";

/** The drawing itself, with a legend that follows the crosshair. */
export function Plot(props: ChartProps & { heightRem: number }) {
  const { series, window, unit, band, forecasts = NONE, limits = NO_LIMITS } = props;
  const stepSeconds = props.stepSeconds ?? window.stepSeconds;
  const scheme = useComputedColorScheme("dark");
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const shape = series
    .map((one) => `${one.key}|${one.color}|${one.below ?? ""}|${one.dashed ?? ""}`)
    .join(",")
    .concat(band ? "|band" : "", ...forecasts.map((one) => `|${one.key}|${one.color}`))
    .concat(...limits.map((line) => `|${line.at}${line.tone}${line.label}`));

  const data = useMemo(() => {
    const drawn = series.map((one) =>
      one.below ? one.points.map(([ms, v]) => [ms, v === null ? null : -v] as const) : one.points,
    );
    const edges = band ? [band.low, band.high] : [];
    const likely = forecasts.flatMap((one) => {
      const { low, high, expected } = one.below ? mirrored(one) : one;
      return [low, high, expected];
    });
    const aligned = align([...drawn, ...edges, ...likely], stepSeconds);
    // Silence is the silence of the lines: a band is known for hours that have not been measured.
    const measured = { x: aligned.x, ys: aligned.ys.slice(0, drawn.length) };
    return { ...aligned, gaps: gapsOf(measured, window.start / 1000, window.end / 1000, stepSeconds) };
  }, [series, band, forecasts, stepSeconds, window.start, window.end]);
  const end = endOf(forecasts, window.end);
  const noted = useMemo(() => annotationsIn(props.annotations ?? [], window), [props.annotations, window]);
  const current = useRef(data);
  const notes = useRef(noted);

  const zoomed = useEffectEvent((start: number, end: number) => props.onZoom?.(start, end));

  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    const options = plotOptions({
      series: props.series,
      unit,
      filled: props.filled ?? true,
      width: element.clientWidth,
      height: heightOf(props.heightRem),
      gaps: () => current.current.gaps,
      annotations: () => notes.current,
      banded: band !== undefined,
      forecasts,
      limits,
      onCursor: setCursor,
      onZoom: (start, end) => zoomed(start, end),
    });
    const made = new uPlot(options, [current.current.x, ...current.current.ys], element);
    plot.current = made;
    const observer = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: heightOf(props.heightRem) });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
    // A new drawing is made when its shape or the colours change; new points only flow in below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shape, unit, scheme, props.filled, props.heightRem]);

  useEffect(() => {
    current.current = data;
    notes.current = noted;
    const made = plot.current;
    if (!made) return;
    made.batch(() => {
      made.setData([data.x, ...data.ys], false);
      made.setScale("x", { min: window.start / 1000, max: end / 1000 });
    });
  }, [data, noted, window.start, end, shape, scheme]);

  const at = cursor === null ? undefined : data.x[cursor];
  const known = lastKnownAt(series.map((one) => one.points));
  const late = known !== null && isLate(known, window.end, stepSeconds);
  const newest = late ? t("lastKnown", { start: spanLabel(known, window.end - window.start) }) : t("latest");
  const reach = (window.end - window.start) / 80;
  const note = at === undefined ? undefined : annotationAt(noted, at * 1000, reach);
  return (
    <>
      <div className={classes.legend} aria-hidden="true">
        {series.map((one, index) => {
          const value = at === undefined ? latest(one.points) : (data.ys[index]?.[cursor ?? 0] ?? null);
          return (
            <span key={one.key} className={classes.item}>
              <span className={classes.swatch} data-color={one.color} data-dashed={one.dashed} />
              <span className="truncate">{one.label}</span>
              <span className={classes.value}>
                {inUnit(value !== null && one.below ? Math.abs(value) : value, unit)}
              </span>
            </span>
          );
        })}
        {band && (
          <span className={classes.item}>
            <span className={classes.bandSwatch} />
            {band.label}
          </span>
        )}
        {forecasts.map((one) => (
          <span key={one.key} className={classes.item}>
            <span className={classes.swatch} data-color={one.color} data-dashed />
            {one.label}
            <span className={classes.likely}>{at !== undefined && likelyAt(one, at * 1000, unit)}</span>
          </span>
        ))}
        {note && (
          <span className={classes.note} data-tone={note.tone}>
            {note.label}
          </span>
        )}
        <span
          className={classes.at}
          data-late={(at === undefined && late) || undefined}
          title={at === undefined ? undefined : utcTime(at * 1000)}
        >
          {at === undefined ? newest : spanLabel(at * 1000, window.end - window.start)}
        </span>
      </div>
      <div ref={holder} className={classes.plot} style={{ height: `${props.heightRem}rem` }} />
    </>
  );
}

const NONE: readonly Forecast[] = [];
const NO_LIMITS: readonly LimitLine[] = [];

function likelyAt({ expected, low, high }: Forecast, ms: number, unit: string): string {
  const index = expected.findIndex(([moment]) => moment === ms);
  const [middle, least, most] = [expected, low, high].map((points) => points[index]?.[1] ?? null);
  if (index < 0) return "";
  return t("likelyAt", {
    expected: inUnit(middle ?? null, unit),
    low: inUnit(least ?? null, unit),
    high: inUnit(most ?? null, unit),
  });
}

const spanLabel = (ms: number, span: number): string => (span > 86_400_000 ? localTime(ms) : clockTime(ms));

function heightOf(rem: number): number {
  return Math.round(rem * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16));
}
