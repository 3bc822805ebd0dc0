import { useQuery } from "@tanstack/react-query";
import type { Sample } from "@/api/types";
import { pointsOf, latestQuery, seriesQuery } from "@/features/series/series";
import { Sparkline } from "@/features/series/Sparkline";
import { inUnit, plural, words } from "@/lib/format";
import { stepFor, type Window } from "@/lib/range";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import classes from "./Device.module.css";

const coarse = (window: Window): Window => ({
  ...window,
  stepSeconds: stepFor((window.end - window.start) / 1000, 60),
});
const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export function DeviceSensors({ deviceId, window }: { deviceId: number; window: Window }) {
  return (
    <>
      <Optics deviceId={deviceId} window={window} />
      <Sensors deviceId={deviceId} window={window} />
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

const SEVERITY = ["ok", "warning", "critical"] as const;

function Sensors({ deviceId, window }: { deviceId: number; window: Window }) {
  const latest = useQuery(latestQuery("sensor", deviceId));
  const history = useQuery(seriesQuery({ family: "sensor", deviceId, metrics: ["value"] }, coarse(window)));
  return (
    <Panel title="Sensors" note={latest.data && plural(latest.data.items.length, "sensor")} flush>
      <Loaded query={latest} what="sensors">
        {({ items: rows }) =>
          rows.length === 0 ? (
            <Empty title="No sensors">This device offers none, or none were asked for yet.</Empty>
          ) : (
            <div className={tables.scroll}>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">Sensor</th>
                    <th scope="col">Kind</th>
                    <th scope="col" className={tables.end}>
                      Now
                    </th>
                    <th scope="col">Over time</th>
                    <th scope="col">Read</th>
                  </tr>
                </thead>
                <tbody>
                  {[...rows].sort(byClass).map((row) => (
                    <tr key={row.object}>
                      <td>{row.object}</td>
                      <td className="dim">{words(textOf(row.labels.sensor_class))}</td>
                      <td className={tables.end}>
                        <Reading row={row} />
                      </td>
                      <td className={classes.sparkCell}>
                        {textOf(row.labels.sensor_class) !== "state" && (
                          <Sparkline
                            points={pointsOf(history.data, row.object, "value")}
                            start={window.start}
                            end={window.end}
                            fromZero={false}
                          />
                        )}
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

function byClass(a: Sample, b: Sample): number {
  const kind = textOf(a.labels.sensor_class).localeCompare(textOf(b.labels.sensor_class));
  return kind || a.object.localeCompare(b.object, "en", { numeric: true });
}

/** A reading with its unit; a state as its severity. */
function Reading({ row }: { row: Sample }) {
  const severity = numberOf(row.labels.severity);
  if (textOf(row.labels.sensor_class) === "state") {
    return <Status code={severity === null ? "unknown" : SEVERITY[severity]} />;
  }
  return inUnit(row.values.value, textOf(row.labels.unit));
}
