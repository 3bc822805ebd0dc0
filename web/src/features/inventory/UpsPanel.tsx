import { useQuery } from "@tanstack/react-query";
import type { Sample } from "@/api/types";
import { latestQuery } from "@/features/series/series";
import { words } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import { featuresQuery } from "./connections";
import { Reading } from "./Reading";
import { kindOf, listSensors } from "./sensors";
import { supplyOf, UPS_PARTS, type UpsPart } from "./ups";
import classes from "./Ups.module.css";
import { t } from "./texts";

const TITLE: Readonly<Record<UpsPart, string>> = {
  battery: t("battery"),
  input: t("input"),
  output: t("output"),
};

/** Battery, input, output and alarms of an uninterruptible supply; nothing for any other device. */
export function UpsPanel({ deviceId }: { deviceId: number }) {
  const latest = useQuery(latestQuery("sensor", deviceId));
  const features = useQuery(featuresQuery(deviceId));
  const parts = supplyOf(latest.data?.items ?? []);
  const alarms = features.data?.filter((row) => row.kind === "alarm") ?? [];
  if (!parts && alarms.length === 0) return null;
  return (
    <Panel title={t("powerSupply")} note={t("nAlarms", { count: alarms.length })}>
      {alarms.length > 0 && (
        <ul className={classes.alarms} aria-label={t("alarms")}>
          {alarms.map((alarm) => (
            <li key={alarm.id}>
              <Status
                code={alarm.name}
                label={words(alarm.name)}
                tone={alarm.severity === "critical" ? "bad" : "warning"}
              />
            </li>
          ))}
        </ul>
      )}
      {parts && (
        <div className={classes.parts}>
          {UPS_PARTS.map((part) => (
            <Part key={part} title={TITLE[part]} sensors={listSensors(parts[part], undefined)} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Part({ title, sensors }: { title: string; sensors: readonly Sample[] }) {
  if (sensors.length === 0) return null;
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.readings}>
        {sensors.map((sensor) => (
          <div key={`${kindOf(sensor)} ${sensor.object}`}>
            <dt>
              {sensor.object} <span className="faint">{words(kindOf(sensor))}</span>
            </dt>
            <dd className="num">
              <Reading row={sensor} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
