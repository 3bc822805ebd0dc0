import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Device, SeriesResult } from "@/api/types";
import type { SeriesName } from "@/features/baselines/anomalies";
import { SeriesMeets } from "@/features/baselines/SeriesOutlook";
import { useNextDay } from "@/features/baselines/useNextDay";
import type { Annotation, LimitLine } from "@/features/series/band";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { latestQuery, pointsOf, seriesQuery } from "@/features/series/series";
import { rich } from "@/i18n/rich";
import { withoutKind } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Moment } from "@/ui/Moment";
import { Loaded } from "@/ui/states";
import { limitsOf, limitsQuery, SIDES, type KnownLimits } from "./limits";
import { limitsText, Measured, ReadAt, toneOf } from "./Measured";
import { asReading, metricsOf, type Metric } from "./readings";
import classes from "./Limits.module.css";
import { t } from "./texts";

interface ReadingDrawerProps {
  device: Device;
  /** Its name in the address: `optics:et-0/0/0`, `sensor:temperature/Inlet`. */
  name: string;
  window: Window;
  intervalSeconds: number;
}

/** What one module or sensor measures, now and over time, against the limits that its device gives. */
export function ReadingDrawer({ device, name, window, intervalSeconds }: ReadingDrawerProps) {
  const navigate = useNavigate();
  const { family, object } = asReading(name);
  const latest = useQuery(latestQuery(family, device.id));
  const limits = useQuery(limitsQuery(device.id));
  const sample = latest.data?.items.find((one) => one.object === object);
  const metrics = sample ? metricsOf(family, sample) : [];
  const history = useQuery({
    ...seriesQuery(
      { family, deviceId: device.id, objects: [object], metrics: metrics.map(({ metric }) => metric) },
      window,
    ),
    enabled: metrics.length > 0,
  });
  const close = () => void navigate({ to: ".", search: (old) => ({ ...old, reading: undefined }) });
  const kind = sample?.labels.sensor_class;
  const shown = withoutKind(object, typeof kind === "string" ? kind : "");
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(44rem, 100vw)"
      title={t("readingOn", { name: shown, device: device.name })}
    >
      <Loaded query={latest} what={t("samples")} rows={8}>
        {() =>
          sample ? (
            <div className={classes.charts}>
              <p className={classes.how}>
                {rich(t("readAt"), { when: <ReadAt at={sample.at} intervalSeconds={intervalSeconds} /> })}
              </p>
              <Loaded query={history} what={t("samples")} rows={8}>
                {(result) =>
                  metrics.map((metric) => (
                    <OverTime
                      key={metric.metric}
                      of={{ deviceId: device.id, family, metric: metric.metric, object }}
                      metric={metric}
                      value={sample.values[metric.metric]}
                      limits={limitsOf(limits.data, family, metric.metric, object)}
                      result={result}
                      window={window}
                    />
                  ))
                }
              </Loaded>
            </div>
          ) : (
            <p className="dim">{t("noReading")}</p>
          )
        }
      </Loaded>
    </Drawer>
  );
}

interface OverTimeProps {
  of: SeriesName;
  metric: Metric;
  value: number | null | undefined;
  limits: KnownLimits | undefined;
  result: SeriesResult;
  window: Window;
}

function OverTime({ of, metric, value, limits, result, window }: OverTimeProps) {
  const zoom = useZoom();
  const { name, unit } = metric;
  const points = pointsOf(result, null, metric.metric);
  const lines = useMemo(() => linesOf(limits), [limits]);
  const annotations = useMemo(() => changeOf(limits), [limits]);
  const { deviceId, family, object } = of;
  const ahead = useMemo(
    () => [{ of: { deviceId, family, metric: metric.metric, object }, color: 1 }],
    [deviceId, family, metric.metric, object],
  );
  const forecasts = useNextDay(ahead, window, result.step_s);
  return (
    <section>
      <h3 className={classes.title}>
        <span>{name}</span>
        <span>
          <Measured value={value} unit={unit} limits={limits} />
        </span>
      </h3>
      <Chart
        label={name}
        unit={unit}
        series={[{ key: metric.metric, label: name, color: 1, points }]}
        filled={false}
        window={window}
        stepSeconds={result.step_s}
        heightRem={8}
        onZoom={zoom}
        limits={lines}
        forecasts={forecasts}
        annotations={annotations}
      />
      <p className={classes.how}>
        {limits ? t("limitsOfDevice", { limits: limitsText(limits, unit) }) : t("noLimits")}{" "}
        {limits?.before &&
          rich(t("changed", { before: limitsText(limits.before, unit) }), {
            when: <Moment at={limits.changedAt} />,
          })}
      </p>
      <SeriesMeets of={of} className={classes.how} />
    </section>
  );
}

const linesOf = (limits: KnownLimits | undefined): LimitLine[] =>
  SIDES.flatMap((side) => {
    const at = limits?.[side] ?? null;
    return at === null ? [] : [{ at, label: t(side), tone: toneOf(side) === "bad" ? "bad" : "warning" }];
  });

/** A mark where the device began to give other limits. */
const changeOf = (limits: KnownLimits | undefined): Annotation[] =>
  limits?.before
    ? [{ id: "limits", at: new Date(limits.changedAt).getTime(), label: t("limitsChanged"), tone: "info" }]
    : [];
