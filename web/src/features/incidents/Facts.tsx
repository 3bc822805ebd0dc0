import type { Alert, Incident } from "@/api/types";
import { objectOf } from "@/features/alerts/objectOf";
import { useNow } from "@/lib/clock";
import { duration } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import classes from "./Incident.module.css";
import { t } from "./texts";

/** What is known of an incident at a glance. Objects that are devices of ours lead to their pages. */
export function Facts({ incident, alerts }: { incident: Incident; alerts: readonly Alert[] }) {
  const now = useNow(10);
  const end = incident.closed_at ? Date.parse(incident.closed_at) : now;
  const ids = new Map(
    alerts.filter((alert) => alert.device_id > 0).map((alert) => [alert.device_name, alert.device_id]),
  );
  return (
    <dl className={classes.facts}>
      <dt>{t("failed")}</dt>
      <dd>
        <Objects names={incident.roots} ids={ids} none={t("notKnownYet")} />
      </dd>
      <dt>{t("cutOff")}</dt>
      <dd>
        <Objects names={incident.isolated} ids={ids} none={t("nobody")} />
      </dd>
      <dt>{t("since")}</dt>
      <dd>
        <Moment at={incident.opened_at} />
      </dd>
      {incident.closed_at && (
        <>
          <dt>{t("until")}</dt>
          <dd>
            <Moment at={incident.closed_at} />
          </dd>
        </>
      )}
      <dt>{t("lasts")}</dt>
      <dd className="num">{duration(Math.max(0, (end - Date.parse(incident.opened_at)) / 1000))}</dd>
      <dt>{t("notified")}</dt>
      <dd>{incident.paged_at ? <Moment at={incident.paged_at} /> : t("notNotified")}</dd>
      <dt>{t("acknowledgedBy")}</dt>
      <dd>{incident.acknowledged_by || t("nobody")}</dd>
      <dt>{t("whoIsOnIt")}</dt>
      <dd>{incident.assigned_to || t("nobody")}</dd>
    </dl>
  );
}

interface ObjectsProps {
  names: readonly string[];
  ids: ReadonlyMap<string, number>;
  none: string;
}

function Objects({ names, ids, none }: ObjectsProps) {
  if (names.length === 0) return <span className="faint">{none}</span>;
  return (
    <ul className={classes.objects}>
      {names.map((name) => {
        const device = name.replace(/^node:/, "");
        const id = ids.get(device);
        return (
          <li key={name} className="link">
            {id === undefined ? objectOf(name) : <DeviceLink id={id} name={device} />}
          </li>
        );
      })}
    </ul>
  );
}
