import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { SeriesMeets } from "@/features/baselines/SeriesOutlook";
import { limitsOf, limitsQuery } from "@/features/limits/limits";
import { Measured, ReadAt } from "@/features/limits/Measured";
import { readingName } from "@/features/limits/readings";
import { pointsOf, latestQuery, seriesQuery } from "@/features/series/series";
import { Sparkline } from "@/features/series/Sparkline";
import { inStepsOf, type Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { SensorTable } from "./SensorTable";
import { UpsPanel } from "./UpsPanel";
import classes from "./Device.module.css";
import { t } from "./texts";

const SPARK_POINTS = 60;
const coarse = (window: Window): Window => inStepsOf(window, window.stepSeconds, SPARK_POINTS);

interface DeviceSensorsProps {
  deviceId: number;
  window: Window;
  /** How often its sensors are read. */
  intervalSeconds: number;
}

export function DeviceSensors(props: DeviceSensorsProps) {
  return (
    <>
      <UpsPanel deviceId={props.deviceId} />
      <Optics {...props} />
      <SensorTable {...props} />
    </>
  );
}

const LIGHT = { column: "rx_power_dbm", unit: "dBm" } as const;
const OPTICS = [
  ["rx_power_dbm", t("received"), "dBm"],
  ["tx_power_dbm", t("sent"), "dBm"],
  ["bias_ma", t("bias"), "mA"],
  ["temperature_c", t("temperature"), "°C"],
  ["voltage_v", t("voltage"), "V"],
] as const;

function Optics({ deviceId, window, intervalSeconds }: DeviceSensorsProps) {
  const latest = useQuery(latestQuery("optics", deviceId));
  const limits = useQuery(limitsQuery(deviceId));
  const history = useQuery(
    seriesQuery({ family: "optics", deviceId, metrics: [LIGHT.column] }, coarse(window)),
  );
  return (
    <Panel title={t("optics")} note={latest.data && t("nModules", { count: latest.data.items.length })} flush>
      <Loaded query={latest} what={t("optics2")}>
        {({ items: rows }) =>
          rows.length === 0 ? (
            <Empty title={t("noOpticalReadings")}>{t("noneOfItsModulesReportsLight")}</Empty>
          ) : (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("module")}</th>
                    <th scope="col">{t("light")}</th>
                    {OPTICS.map(([metric, name]) => (
                      <th key={metric} scope="col" className={tables.end}>
                        {name}
                      </th>
                    ))}
                    <th scope="col">{t("receivedOverTime")}</th>
                    <th scope="col">{t("read")}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.object}>
                      <td>
                        <Link
                          to="."
                          search={(old) => ({ ...old, reading: readingName("optics", row.object) })}
                          className="link"
                        >
                          {row.object}
                        </Link>
                      </td>
                      <td>
                        <Light value={row.labels.light} />
                      </td>
                      {OPTICS.map(([metric, , unit]) => (
                        <td key={metric} className={tables.end}>
                          <Measured
                            value={row.values[metric]}
                            unit={unit}
                            limits={limitsOf(limits.data, "optics", metric, row.object)}
                          />
                        </td>
                      ))}
                      <td className={classes.sparkCell}>
                        <Sparkline
                          points={pointsOf(history.data, row.object, LIGHT.column)}
                          start={window.start}
                          end={window.end}
                          fromZero={false}
                        />
                        <SeriesMeets
                          of={{ deviceId, family: "optics", metric: LIGHT.column, object: row.object }}
                          className={classes.sparkNote}
                        />
                      </td>
                      <td>
                        <ReadAt at={row.at} intervalSeconds={intervalSeconds} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </SideScroll>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Light({ value }: { value: unknown }) {
  if (value === 1) return <Status code="ok" label={t("light")} />;
  if (value === 0) return <Status code="down" label={t("noLight")} />;
  return <Status code="unknown" />;
}
