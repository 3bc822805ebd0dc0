import type { MapEdge, Outcome } from "@/api/types";
import classes from "./Map.module.css";
import { t } from "./texts";

const SHOWN = 8;
const listed = (names: readonly string[]) => names.join(", ") || "–";

/** What carries a VPN from each end to the other. */
export function ServiceFacts({ edge }: { edge: MapEdge }) {
  if (!edge.service) return null;
  const { there, back } = edge.service;
  return (
    <>
      <dt>{t("carries")}</dt>
      <dd>
        {edge.a && edge.b ? (
          <>
            <div>{`→ ${edge.b.device}: ${listed(there)}`}</div>
            <div>{`→ ${edge.a.device}: ${listed(back)}`}</div>
          </>
        ) : (
          listed(there)
        )}
      </dd>
    </>
  );
}

/** Which VPNs an imagined loss hurts, those that fall apart first. */
export function ServiceLosses({ services }: Pick<Outcome, "services">) {
  if (services.length === 0) return null;
  return (
    <>
      <p>{t("servicesHurt", { count: services.length })}</p>
      <ul className={classes.services} aria-label={t("service")}>
        {services.slice(0, SHOWN).map((one) => (
          <li key={`${one.kind} ${one.name} ${one.members.join(" ")}`}>
            <strong>{one.name}</strong> <span className="dim">{`${one.kind} · ${one.members.length}`}</span>
            {one.parts.length > 0 && (
              <div>{t("serviceParts", { parts: one.parts.map((part) => part.join(", ")).join(" | ") })}</div>
            )}
            {one.lost.length > 0 && <div>{t("serviceLoses", { lost: one.lost.join(", ") })}</div>}
          </li>
        ))}
      </ul>
      {services.length > SHOWN && <p className="dim">{t("servicesMore", { n: services.length - SHOWN })}</p>}
    </>
  );
}
