import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/features/accounts/session";
import type { Anomaly } from "@/api/types";
import { words } from "@/lib/format";
import type { Window } from "@/lib/range";
import { useRefreshOn } from "@/live/useLive";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import { anomaliesInQuery, kindOf } from "./anomalies";
import classes from "./Baselines.module.css";
import { reasonOf } from "./reason";
import { SeriesBand } from "./SeriesBand";
import { t } from "./texts";

const DRAWN = 3;

interface DeviceAnomaliesProps {
  deviceId: number;
  window: Window;
}

/** What departs from normal on a device in the window, each drawn with its band. Nothing when nothing does. */
export function DeviceAnomalies(props: DeviceAnomaliesProps) {
  return useMay("anomalies:view") ? <Found {...props} /> : null;
}

function Found({ deviceId, window }: DeviceAnomaliesProps) {
  const anomalies = useQuery(anomaliesInQuery({ device_id: deviceId }, window, 50));
  useRefreshOn("anomalies", [["anomalies"]], 4_000);
  const shown = (anomalies.data?.items ?? []).filter((one) => !one.verdict);
  if (shown.length === 0) return null;
  return (
    <Panel
      title={t("anomalies")}
      note={t("nAnomalies", { count: shown.length })}
      actions={
        <Link to="/anomalies" search={{ device: deviceId, show: "all" }} className={classes.more}>
          {t("all")}
        </Link>
      }
    >
      <div className={classes.list}>
        {firstOfEach(shown)
          .slice(0, DRAWN)
          .map((one) => (
            <div key={one.id}>
              <h3 className={classes.case}>
                <Status code={one.closed_at === null ? one.severity : "closed"} label={kindOf(one.kind)} />
                <Link to="/anomalies/$anomalyId" params={{ anomalyId: String(one.id) }}>
                  {words(one.metric)} · {one.object}
                </Link>
              </h3>
              <p className={classes.reason}>{reasonOf(one)}</p>
              <SeriesBand
                of={{ deviceId, family: one.family, metric: one.metric, object: one.object }}
                window={window}
                heightRem={8}
              />
            </div>
          ))}
      </div>
    </Panel>
  );
}

/** One anomaly a series: those that last before those that are over, then the newest. */
function firstOfEach(anomalies: readonly Anomaly[]): Anomaly[] {
  const order = [...anomalies].sort((a, b) => Number(a.closed_at !== null) - Number(b.closed_at !== null));
  const seen = new Map<string, Anomaly>();
  for (const one of order) {
    const key = `${one.family}|${one.metric}|${one.object}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
