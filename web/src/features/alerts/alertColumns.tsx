import { Link } from "@tanstack/react-router";
import type { Alert } from "@/api/types";
import { summaryOf } from "@/features/summaries/summary";
import { words } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { Muted } from "./Muted";
import { objectOf } from "./objectOf";
import { t } from "./texts";

export const alertColumns: readonly Column<Alert>[] = [
  {
    id: "severity",
    head: t("severity"),
    width: "6.5rem",
    narrow: "5.2rem",
    cell: (alert) => <Status code={alert.severity} />,
  },
  {
    id: "object",
    head: t("object"),
    width: "minmax(13rem, 2.6fr)",
    narrow: "minmax(7rem, 1.6fr)",
    sort: "entity",
    cell: (alert) =>
      alert.device_id > 0 ? (
        <DeviceLink id={alert.device_id} name={objectOf(alert.entity)} />
      ) : (
        objectOf(alert.entity)
      ),
  },
  {
    id: "kind",
    head: t("condition"),
    width: "minmax(8rem, 1.8fr)",
    narrow: "minmax(6rem, 1.2fr)",
    cell: (alert) => (
      <span title={summaryOf(alert.summary, alert.said)}>
        {words(alert.kind)} <Muted mute={alert.muted} short />
      </span>
    ),
  },
  {
    id: "state",
    head: t("state"),
    width: "7.5rem",
    from: 40,
    cell: (alert) => <Status code={alert.state} label={stateOf(alert)} />,
  },
  {
    id: "quiet",
    head: t("quiet"),
    width: "minmax(7rem, 0.8fr)",
    from: 64,
    cell: (alert) => <Muted mute={alert.muted} />,
  },
  {
    id: "since",
    head: t("since"),
    width: "10.5rem",
    from: 48,
    sort: "raised_at",
    cell: (alert) => <Moment at={alert.raised_at} />,
  },
  {
    id: "times",
    head: t("times"),
    width: "4.5rem",
    from: 64,
    align: "end",
    sort: "occurrences",
    cell: (alert) => alert.occurrences,
  },
  {
    id: "incident",
    head: t("incident"),
    width: "5.5rem",
    from: 56,
    cell: (alert) =>
      alert.incident_id === null ? (
        <span className="faint">{t("none")}</span>
      ) : (
        <Link to="/incidents/$incidentId" params={{ incidentId: String(alert.incident_id) }}>
          {alert.incident_id}
        </Link>
      ),
  },
  {
    id: "assigned",
    head: t("whoIsOnIt"),
    width: "minmax(6rem, 1fr)",
    from: 64,
    cell: (alert) =>
      alert.assigned_to || alert.acknowledged_by || <span className="faint">{t("nobody")}</span>,
  },
];

function stateOf(alert: Alert): string {
  if (alert.flapping) return t("flapping");
  const shelved = alert.shelved_until !== null && Date.parse(alert.shelved_until) > Date.now();
  return shelved ? t("shelved") : words(alert.state);
}
