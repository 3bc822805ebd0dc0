import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Device, Interface, SeriesResult, WatchEvent } from "@/api/types";
import { useNextDay, type Foretold } from "@/features/baselines/useNextDay";
import { currentSample } from "@/features/inventory/interfaces";
import { shifted, SHIFT_MS, type Annotation, type Comparison } from "@/features/series/band";
import { Chart, type ChartSeries } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { latestQuery, pointsOf, seriesQuery } from "@/features/series/series";
import { useNow } from "@/lib/clock";
import { age, bits, percent } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { annotationsOf } from "./interface";
import { t } from "./texts";

const CHARTS = [
  { title: t("traffic"), metric: "bps", unit: "bit/s", note: t("aboveIn") },
  { title: t("unicastPackets"), metric: "ucast_pps", unit: "1/s", note: t("aboveIn") },
  { title: t("errors"), metric: "errors_ps", unit: "1/s", note: t("errorsWhy") },
  { title: t("discards"), metric: "discards_ps", unit: "1/s", note: t("discardsWhy") },
] as const;

const METRICS = CHARTS.flatMap(({ metric }) => [`in_${metric}`, `out_${metric}`]);

interface InterfaceChartsProps {
  device: Device;
  port: Interface;
  window: Window;
  compare: Comparison;
  events: readonly WatchEvent[];
}

/** Traffic, packets, errors and discards over the same time, with one crosshair and the interface's events as marks. */
export function InterfaceCharts({ device, port, window, compare, events }: InterfaceChartsProps) {
  const question = { family: "interface", deviceId: device.id, objects: [port.name], metrics: METRICS };
  const now = useQuery(seriesQuery(question, window));
  const shift = SHIFT_MS[compare];
  const before = useQuery({
    ...seriesQuery(question, { ...window, start: window.start - shift, end: window.end - shift }),
    enabled: shift > 0,
  });
  const annotations = useMemo(() => annotationsOf(events), [events]);
  const used = useUse(device.id, port);
  return CHARTS.map((chart) => (
    <Panel
      key={chart.metric}
      title={chart.title}
      note={chart.metric === "bps" ? (used ?? chart.note) : chart.note}
    >
      <Loaded query={now} what={t("samples")} rows={5}>
        {(result) => (
          <Directions
            {...chart}
            of={{ deviceId: device.id, object: port.name }}
            result={result}
            before={shift > 0 ? before.data : undefined}
            shift={shift}
            window={window}
            annotations={annotations}
          />
        )}
      </Loaded>
    </Panel>
  ));
}

/** The fuller direction against the speed, in words; nothing where either is not known. */
function useUse(deviceId: number, port: Interface): string | undefined {
  const { data } = useQuery(latestQuery("interface", deviceId));
  const now = useNow(5);
  const sample = currentSample(
    port,
    data?.items.find(({ object }) => object === port.name),
  );
  const values = sample?.values;
  const rates = [values?.in_bps, values?.out_bps].filter((rate) => rate !== null && rate !== undefined);
  if (!port.speed_bps || rates.length === 0) return undefined;
  const used = percent((Math.max(...rates) / port.speed_bps) * 100);
  return t("load", { used, speed: bits(port.speed_bps), ago: age(sample?.at, now) });
}

/** The next day of traffic in and out, each in its colour and on its side. */
const bothWays = (deviceId: number, object: string): Foretold[] => [
  { of: { deviceId, family: "interface", metric: "in_bps", object }, color: 1, label: t("inLikely") },
  {
    of: { deviceId, family: "interface", metric: "out_bps", object },
    color: 2,
    label: t("outLikely"),
    below: true,
  },
];

interface DirectionsProps {
  of: { deviceId: number; object: string };
  title: string;
  metric: string;
  unit: string;
  result: SeriesResult;
  before: SeriesResult | undefined;
  shift: number;
  window: Window;
  annotations: readonly Annotation[];
}

function Directions(props: DirectionsProps) {
  const { of, title, metric, unit, result, before, shift, window, annotations } = props;
  const zoom = useZoom();
  const { deviceId, object } = of;
  const ahead = useMemo(
    () => (metric === "bps" && !before ? bothWays(deviceId, object) : []),
    [deviceId, object, metric, before],
  );
  const forecasts = useNextDay(ahead, window, result.step_s);
  const series = useMemo((): ChartSeries[] => {
    const now = [
      { key: "in", label: t("in"), color: 1, points: pointsOf(result, null, `in_${metric}`) },
      { key: "out", label: t("out"), color: 2, points: pointsOf(result, null, `out_${metric}`), below: true },
    ];
    if (!before) return now;
    const then = (way: "in" | "out") => shifted(pointsOf(before, null, `${way}_${metric}`), shift);
    return [
      ...now,
      { key: "in-before", label: t("inBefore"), color: 1, points: then("in"), dashed: true },
      { key: "out-before", label: t("outBefore"), color: 2, points: then("out"), below: true, dashed: true },
    ];
  }, [result, before, shift, metric]);
  return (
    <Chart
      label={title}
      unit={unit}
      series={series}
      window={window}
      stepSeconds={result.step_s}
      heightRem={metric === "bps" ? 13 : 7}
      onZoom={zoom}
      forecasts={forecasts}
      annotations={annotations}
    />
  );
}
