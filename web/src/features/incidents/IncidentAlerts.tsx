import type { Alert } from "@/api/types";
import { Muted } from "@/features/alerts/Muted";
import { objectOf } from "@/features/alerts/objectOf";
import { summaryOf } from "@/features/summaries/summary";
import { words, wordsWithin } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import classes from "./Incident.module.css";
import { t } from "./texts";

/** The alerts of an incident: those that speak of what failed, then those that were held back as consequences. */
export function IncidentAlerts({ alerts, total }: { alerts: readonly Alert[]; total: number }) {
  if (total === 0) return <Empty title={t("noAlerts")} />;
  const symptoms = alerts.filter((alert) => alert.role !== "suppressed");
  const consequences = alerts.filter((alert) => alert.role === "suppressed");
  return (
    <SideScroll>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t("severity")}</th>
            <th scope="col">{t("object")}</th>
            <th scope="col">{t("condition")}</th>
            <th scope="col" className={tables.wideOnly}>
              {t("since")}
            </th>
            <th scope="col">{t("state")}</th>
            <th scope="col" className={tables.wideOnly}>
              {t("source")}
            </th>
          </tr>
        </thead>
        <Rows head={t("symptoms")} alerts={symptoms} />
        <Rows head={t("consequences")} alerts={consequences} />
      </table>
      {total > alerts.length && (
        <p className={classes.more}>{t("moreAlerts", { count: total - alerts.length })}</p>
      )}
    </SideScroll>
  );
}

function Rows({ head, alerts }: { head: string; alerts: readonly Alert[] }) {
  if (alerts.length === 0) return null;
  return (
    <tbody>
      <tr className={classes.group}>
        <th scope="colgroup" colSpan={6}>
          {head}
        </th>
      </tr>
      {alerts.map((alert) => (
        <tr key={alert.id}>
          <td>
            <Status code={alert.severity} />
          </td>
          <td className={`link ${tables.wide}`} title={summaryOf(alert.summary, alert.said)}>
            {alert.device_id > 0 ? (
              <DeviceLink id={alert.device_id} name={objectOf(alert.entity)} />
            ) : (
              objectOf(alert.entity)
            )}
          </td>
          <td className={tables.wrap}>
            {words(alert.kind)} <Muted mute={alert.muted} short />
          </td>
          <td className={tables.wideOnly}>
            <Moment at={alert.raised_at} show="time" />
          </td>
          <td>
            <Status code={alert.state} />
            {alert.occurrences > 1 && <span className="dim"> ×{alert.occurrences}</span>}
          </td>
          <td className={`dim ${tables.wideOnly}`}>{alert.sources.map(wordsWithin).join(", ")}</td>
        </tr>
      ))}
    </tbody>
  );
}
