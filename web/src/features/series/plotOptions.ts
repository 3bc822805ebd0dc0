/** How a chart is drawn with uPlot: our tokens, a shared crosshair, gaps hatched as "not known". */
import uPlot from "uplot";
import { language } from "@/i18n/language";
import { clockTime, inUnit } from "@/lib/format";
import { inZone, zoneName } from "@/lib/zone";
import { reaching, type Annotation, type Forecast, type LimitLine } from "./band";
import type { ChartSeries } from "./Chart";
import { hatchGaps, paintAnnotations, paintLimits, rootSize, token } from "./overlays";
import { lonePoints, type Span } from "./points";

interface PlotRequest {
  series: readonly ChartSeries[];
  unit: string;
  filled: boolean;
  width: number;
  height: number;
  gaps: () => readonly Span[];
  annotations: () => readonly Annotation[];
  /** After the lines come the edges of a band. */
  banded: boolean;
  /** After those, each has its lower edge, its upper edge and its line. */
  forecasts: readonly Forecast[];
  limits: readonly LimitLine[];
  onCursor: (index: number | null) => void;
  onZoom: (startMs: number, endMs: number) => void;
}

/** All charts of the page share one crosshair. */
const crosshair = uPlot.sync("watchkeeper");

const DAY_S = 86_400;

/** One line of labels: the time of day, and the date where a day begins. */
function timeLabels(splits: number[], stepSeconds: number): string[] {
  return splits.map((seconds) => {
    const at = inZone(seconds * 1000);
    const midnight = at.getUTCHours() === 0 && at.getUTCMinutes() === 0 && at.getUTCSeconds() === 0;
    if (midnight || stepSeconds >= DAY_S)
      return at.toLocaleDateString(language, { day: "numeric", month: "short", timeZone: "UTC" });
    return stepSeconds < 60 ? clockTime(seconds * 1000) : clockTime(seconds * 1000).slice(0, 5);
  });
}

export function plotOptions(request: PlotRequest): uPlot.Options {
  const zone = zoneName();
  const rem = rootSize();
  const font = `${Math.round(rem * 0.6875)}px ${token("font")}`;
  const line = token("line");
  const mirrored = request.series.some((one) => one.below);
  const axis: uPlot.Axis = {
    stroke: token("faint"),
    font,
    grid: { stroke: line, width: rem / 16 },
    ticks: { show: false },
  };
  return {
    width: request.width,
    height: request.height,
    padding: [8, rem * 1.4, 0, 0], // on the right, half of the last label
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone), // days begin at the zone's midnight
    scales: {
      x: { time: true },
      y: { range: (_plot, min, max) => padded(...reaching(min, max, request.limits), request) },
    },
    axes: [
      {
        ...axis,
        values: (_plot, splits, _axis, _space, step) => timeLabels(splits, step),
        size: rem * 1.6,
        space: rem * 4.5,
      },
      {
        ...axis,
        size: rem * 4.25,
        space: rem * 1.6,
        values: (_plot, splits) =>
          splits.map((value) => inUnit(mirrored ? Math.abs(value) : value, request.unit)),
      },
    ],
    cursor: {
      sync: { key: crosshair.key, scales: ["x", null], setSeries: false },
      drag: { x: true, y: false, setScale: false },
      points: { size: (6 * rem) / 16, width: thickness() },
      y: false,
    },
    series: [
      {},
      ...request.series.map((one) => lineOf(one, request.filled)),
      ...(request.banded ? [edge(), edge()] : []),
      ...request.forecasts.flatMap((one) => [edge(), edge(), ahead(one)]),
    ],
    bands: bandsOf(request),
    hooks: {
      drawClear: [(plot) => hatchGaps(plot, request.gaps())],
      draw: [
        (plot) => paintLimits(plot, request.limits, font),
        (plot) => paintAnnotations(plot, request.annotations()),
      ],
      setCursor: [(plot) => request.onCursor(plot.cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          if (plot.select.width < 8) return;
          const { left, width } = plot.select;
          request.onZoom(plot.posToVal(left, "x") * 1000, plot.posToVal(left + width, "x") * 1000);
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** Of a line, in pixels. */
const thickness = (): number => (1.5 * rootSize()) / 16;

/** The edges of a band are not drawn themselves, only what is between them. */
const edge = (): uPlot.Series => ({ width: 0, points: { show: false }, spanGaps: false });

/** The space between the edge that is line `lower` and the one after it. */
const bandOf = (lower: number, color: number): uPlot.Band => ({
  series: [lower + 1, lower],
  fill: `${token(`series-${color}`)}24`,
});

function bandsOf({ series, banded, forecasts }: PlotRequest): uPlot.Band[] {
  const first = series.length + 1;
  const usual = banded ? [bandOf(first, 6)] : [];
  const after = first + 2 * usual.length;
  return [...usual, ...forecasts.map((one, index) => bandOf(after + 3 * index, one.color))];
}

const ahead = (one: Forecast): uPlot.Series => ({
  label: one.label,
  stroke: token(`series-${one.color}`),
  width: thickness(),
  dash: [2, 4],
  points: { show: false },
});

function lineOf(one: ChartSeries, filled: boolean): uPlot.Series {
  const color = token(`series-${one.color}`);
  return {
    label: one.label,
    stroke: color,
    width: thickness(),
    fill: filled && !one.dashed ? `${color}26` : undefined,
    dash: one.dashed ? [6, 4] : undefined,
    spanGaps: false,
    points: {
      show: (_plot, _series, first, last) => last - first < 3,
      filter: (plot, index, show) => (show ? null : lonePoints(plot.data[index] ?? [])),
      size: (4 * rootSize()) / 16,
    },
  };
}

/** Amounts include zero; readings get a margin. An empty range gets a width, so that a flat line is drawn flat. */
function padded(min: number, max: number, request: Pick<PlotRequest, "filled">): [number, number] {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  if (request.filled) {
    const top = Math.max(0, max);
    const bottom = Math.min(0, min);
    const high = top - bottom;
    if (high === 0) return [0, 1];
    return [bottom < 0 ? bottom - high * 0.08 : 0, top > 0 || bottom === 0 ? top + high * 0.08 : 0];
  }
  const margin = (max - min) * 0.15 || Math.abs(max) * 0.05 || 1;
  return [min - margin, max + margin];
}
