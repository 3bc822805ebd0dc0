import { useQuery } from "@tanstack/react-query";
import { pointsOf, latestQuery, seriesQuery } from "@/features/series/series";
import { Sparkline } from "@/features/series/Sparkline";
import { inUnit, plural } from "@/lib/format";
import { inStepsOf, type Window } from "@/lib/range";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SensorTable } from "./SensorTable";
import classes from "./Device.module.css";

const SPARK_POINTS = 60;
const coarse = (window: Window): Window => inStepsOf(window, window.stepSeconds, SPARK_POINTS);

export function DeviceSensors({ deviceId, window }: { deviceId: number; window: Window }) {
  return (
    <>
      <Optics deviceId={deviceId} window={window} />
      <SensorTable deviceId={deviceId} window={window} />
    </>
  );
}

const LIGHT = { column: "rx_power_dbm", unit: "dBm" } as const;
const OPTICS = [
  ["rx_power_dbm", "Received", "dBm"],
  ["tx_power_dbm", "Sent", "dBm"],
  ["bias_ma", "Bias", "mA"],
  ["temperature_c", "Temperature", "°C"],
  ["voltage_v", "Voltage", "V"],
] as const;

function Optics({ deviceId, window }: { deviceId: number; window: Window }) {
  const latest = useQuery(latestQuery("optics", deviceId));
  const history = useQuery(
    seriesQuery({ family: "optics", deviceId, metrics: [LIGHT.column] }, coarse(window)),
  );
  return (
    <Panel title="Optics" note={latest.data && plural(latest.data.items.length, "module")} flush>
      <Loaded query={latest} what="optics">
        {({ items: rows }) =>
          rows.length === 0 ? (
            <Empty title="No optical readings">
              None of its modules reports light levels, or none were asked yet.
            </Empty>
          ) : (
            <div className={tables.scroll}>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">Module</th>
                    <th scope="col">Light</th>
                    {OPTICS.map(([metric, name]) => (
                      <th key={metric} scope="col" className={tables.end}>
                        {name}
                      </th>
                    ))}
                    <th scope="col">Received over time</th>
                    <th scope="col">Read</th>
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
  if (value === 1) return <Status code="ok" label="Light" />;
  if (value === 0) return <Status code="down" label="No light" />;
  return <Status code="unknown" />;
}
