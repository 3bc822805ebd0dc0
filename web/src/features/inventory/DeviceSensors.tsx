import { useQuery } from "@tanstack/react-query";
import { pointsOf, latestQuery, seriesQuery } from "@/features/series/series";
import { Sparkline } from "@/features/series/Sparkline";
import { inUnit } from "@/lib/format";
import { inStepsOf, type Window } from "@/lib/range";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SensorTable } from "./SensorTable";
import { UpsPanel } from "./UpsPanel";
import classes from "./Device.module.css";
import { t } from "./texts";

const SPARK_POINTS = 60;
const coarse = (window: Window): Window => inStepsOf(window, window.stepSeconds, SPARK_POINTS);

export function DeviceSensors({ deviceId, window }: { deviceId: number; window: Window }) {
  return (
    <>
      <UpsPanel deviceId={deviceId} />
      <Optics deviceId={deviceId} window={window} />
      <SensorTable deviceId={deviceId} window={window} />
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

function Optics({ deviceId, window }: { deviceId: number; window: Window }) {
  const latest = useQuery(latestQuery("optics", deviceId));
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
            <div className={tables.scroll}>
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
                      <td>{row.object}</td>
                      <td>
                        <Light value={row.labels.light} />
                      </td>
                      {OPTICS.map(([metric, , unit]) => (
                        <td key={metric} className={tables.end}>
                          {inUnit(row.values[metric], unit)}
                        </td>
                      ))}
                      <td className={classes.sparkCell}>
                        <Sparkline
                          points={pointsOf(history.data, row.object, LIGHT.column)}
                          start={window.start}
                          end={window.end}
                          fromZero={false}
                        />
                      </td>
                      <td>
                        <Age at={row.at} everySeconds={5} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
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
