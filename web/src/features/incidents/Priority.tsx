import { Link } from "@tanstack/react-router";
import type { IncidentDetail } from "@/api/types";
import { wordsWithin } from "@/lib/format";
import classes from "./Incident.module.css";
import { t } from "./texts";

type Reason = IncidentDetail["priority_reasons"][number];

/** What an incident's priority follows from: whom it takes out, and how bad that is for them. */
export function Priority({ detail }: { detail: IncidentDetail }) {
  const { incident, priority_reasons: reasons } = detail;
  return (
    <>
      <p>
        <strong>{incident.priority}</strong>{" "}
        {t("prioritySays", {
          severity: wordsWithin(incident.severity),
          reach: t(`reach.${reasons[0]?.reach ?? 2}`),
        })}
      </p>
      <ul className={classes.objects}>
        {reasons.map((reason) => (
          <li key={`${reason.kind} ${reason.names.join()}`}>
            {reasonText(reason)} <Names reason={reason} />
          </li>
        ))}
      </ul>
    </>
  );
}

function reasonText(reason: Reason): string {
  if (reason.kind === "service_degraded")
    return t("reason.service_degraded", { hit: reason.count, of: reason.of });
  if (reason.kind === "redundancy_lost" || reason.kind === "own_condition") return t(`reason.${reason.kind}`);
  return t(`reason.${reason.kind}`, { count: reason.count });
}

/** Services lead to what their availability amounts to, sites to theirs. */
function Names({ reason }: { reason: Reason }) {
  if (reason.names.length === 0) return null;
  const kind = reason.kind.startsWith("service")
    ? "service"
    : reason.kind === "site_out"
      ? "site"
      : undefined;
  const more = reason.kind === "service_degraded" ? 0 : reason.count - reason.names.length;
  return (
    <span>
      {reason.names.map((name, at) => (
        <span key={name}>
          {at > 0 && ", "}
          {kind ? (
            <Link to="/availability" search={{ kind: kind === "site" ? undefined : kind, q: name }}>
              {name}
            </Link>
          ) : (
            name
          )}
        </span>
      ))}
      {more > 0 && ` ${t("andMore", { count: more })}`}
    </span>
  );
}
