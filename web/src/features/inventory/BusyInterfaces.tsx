import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { latestQuery, pointsOf, seriesQuery } from "@/features/series/series";
import type { SeriesResult } from "@/api/types";
import type { Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Empty, Failure, Loaded, Waiting } from "@/ui/states";
import { busiest } from "./interfaces";
import classes from "./Device.module.css";
import { t } from "./texts";

const SHOWN = 4;

/** Traffic of the busiest interfaces as small multiples: in above the axis, out below. */
export function BusyInterfaces({ deviceId, window }: { deviceId: number; window: Window }) {
  const latest = useQuery(latestQuery("interface", deviceId));
  const names = busiest(latest.data, SHOWN);
  return (
    <Panel
      title={t("busiestInterfaces")}
      note={t("inAboveOutBelow")}
      actions={
        <Link to="." search={(old) => ({ ...old, tab: "interfaces" })} className={classes.more}>
          {t("allInterfaces")}
        </Link>
      }
    >
      <Loaded query={latest} what={t("interfaceRates")} rows={8}>
        {() =>
          names.length === 0 ? (
            <Empty title={t("noInterfaceCarriesTraffic")}>{t("aRateNeedsTwoSamplesSo")}</Empty>
          ) : (
            <Multiples deviceId={deviceId} names={names} window={window} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function Multiples({ deviceId, names, window }: { deviceId: number; names: string[]; window: Window }) {
  const query = useQuery(
    seriesQuery({ family: "interface", deviceId, objects: names, metrics: ["in_bps", "out_bps"] }, window),
  );
  if (query.error && !query.data) return <Failure doing={t("couldNotLoadTraffic")} error={query.error} />;
  if (!query.data) return <Waiting rows={8} />;
  return (
    <div className={classes.multiples}>
      {names.map((name) => (
        <TrafficChart key={name} name={name} result={query.data} window={window} />
      ))}
    </div>
  );
}

function TrafficChart({ name, result, window }: { name: string; result: SeriesResult; window: Window }) {
  const zoom = useZoom();
  return (
    <div>
      <h3 className={classes.chartTitle}>
        <Link to="." search={(old) => ({ ...old, interface: name })}>
          {name}
        </Link>
      </h3>
      <Chart
        label={t("trafficOf", { name })}
        unit="bit/s"
        series={[
          { key: "in", label: t("in"), color: 1, points: pointsOf(result, name, "in_bps") },
          { key: "out", label: t("out"), color: 2, points: pointsOf(result, name, "out_bps"), below: true },
        ]}
        window={window}
        stepSeconds={result.step_s}
        heightRem={8.5}
        onZoom={zoom}
      />
    </div>
  );
}
