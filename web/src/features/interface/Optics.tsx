import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Sample, SensorLimit, SeriesResult } from "@/api/types";
import { SeriesOutlook } from "@/features/baselines/SeriesOutlook";
import { limitsOf, limitsQuery } from "@/features/limits/limits";
import { Measured, ReadAt } from "@/features/limits/Measured";
import { readingName } from "@/features/limits/readings";
import { extentOf } from "@/features/series/points";
import { latestQuery, pointsOf, seriesQuery } from "@/features/series/series";
import { Sparkline } from "@/features/series/Sparkline";
import { rich } from "@/i18n/rich";
import { inUnit } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import { opticsOf } from "./interface";
import classes from "./Interface.module.css";
import { t } from "./texts";

const READINGS = [
  { metric: "rx_power_dbm", name: t("received"), unit: "dBm" },
  { metric: "tx_power_dbm", name: t("sent"), unit: "dBm" },
  { metric: "bias_ma", name: t("bias"), unit: "mA" },
  { metric: "temperature_c", name: t("temperature"), unit: "°C" },
  { metric: "voltage_v", name: t("voltage"), unit: "V" },
] as const;

interface OpticsProps {
  deviceId: number;
  name: string;
  window: Window;
  /** How often its modules are read. */
  intervalSeconds: number;
}

/** What the module in this port measures, beside its lowest and highest in the window. Nothing where it has none. */
export function Optics({ deviceId, name, window, intervalSeconds }: OpticsProps) {
  const limits = useQuery(limitsQuery(deviceId));
  const latest = useQuery(latestQuery("optics", deviceId));
  const modules = opticsOf(latest.data?.items ?? [], name);
  const objects = modules.map(({ object }) => object);
  const metrics = READINGS.map(({ metric }) => metric);
  const history = useQuery({
    ...seriesQuery({ family: "optics", deviceId, objects, metrics }, window),
    enabled: objects.length > 0,
  });
  return modules.map((module) => (
    <Panel
      key={module.object}
      title={t("optics")}
      note={module.object === name ? t("opticsNote") : module.object}
    >
      <p className={classes.lightLine}>
        <Light value={module.labels.light} />
        <span className="faint">
          {rich(t("readAt"), { age: <ReadAt at={module.at} intervalSeconds={intervalSeconds} /> })}
        </span>
      </p>
      <dl className={classes.readings}>
        {READINGS.map((reading) => (
          <Reading
            key={reading.metric}
            {...reading}
            deviceId={deviceId}
            module={module}
            history={history.data}
            window={window}
            limits={limits.data}
          />
        ))}
      </dl>
      <Link
        to="/devices/$deviceId"
        params={{ deviceId: String(deviceId) }}
        search={(old) => ({
          tab: "sensors",
          reading: readingName("optics", module.object),
          range: old.range,
          from: old.from,
          to: old.to,
        })}
        className={classes.more}
      >
        {t("overTimeAgainstLimits")}
      </Link>
    </Panel>
  ));
}

const FORETOLD = "rx_power_dbm";

interface ReadingProps {
  deviceId: number;
  metric: string;
  name: string;
  unit: string;
  module: Sample;
  history: SeriesResult | undefined;
  window: Window;
  limits: readonly SensorLimit[] | undefined;
}

function Reading({ deviceId, metric, name, unit, module, history, window, limits }: ReadingProps) {
  const value = module.values[metric];
  if (value === null || value === undefined) return null;
  const points = pointsOf(history, module.object, metric);
  const extent = extentOf(points);
  return (
    <div className={classes.reading}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.value}>
          <Measured value={value} unit={unit} limits={limitsOf(limits, "optics", metric, module.object)} />
        </span>
        <Sparkline points={points} start={window.start} end={window.end} fromZero={false} />
        {extent && (
          <p className={classes.how}>
            {t("inThisWindow", { low: inUnit(extent.min, unit), high: inUnit(extent.max, unit) })}
          </p>
        )}
        {metric === FORETOLD && (
          <SeriesOutlook
            of={{ deviceId, family: "optics", metric, object: module.object }}
            unit={unit}
            className={classes.how}
          />
        )}
      </dd>
    </div>
  );
}

function Light({ value }: { value: unknown }) {
  if (value === 1) return <Status code="ok" label={t("light")} />;
  if (value === 0) return <Status code="down" label={t("noLight")} />;
  return <Status code="unknown" label={t("lightUnknown")} />;
}
