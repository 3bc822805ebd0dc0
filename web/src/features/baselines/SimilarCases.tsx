import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Anomaly } from "@/api/types";
import { duration, significant } from "@/lib/format";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { similarQuery } from "./anomalies";
import { t } from "./texts";

/** Past cases of the same kind and direction, the nearest first, and what people said of them. */
export function SimilarCases({ anomalyId }: { anomalyId: number }) {
  const similar = useQuery(similarQuery(anomalyId));
  return (
    <Panel title={t("similar")} note={t("similarNote")} flush>
      <Loaded query={similar} what={t("similarCases")} rows={3}>
        {(cases) =>
          cases.length === 0 ? (
            <Empty title={t("noSimilar")} />
          ) : (
            <CaseTable cases={cases} label={t("similar")} />
          )
        }
      </Loaded>
    </Panel>
  );
}

/** Anomalies as a short table. */
export function CaseTable({ cases, label }: { cases: readonly Anomaly[]; label: string }) {
  return (
    <SideScroll>
      <table className={tables.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("opened")}</th>
            <th scope="col">{t("device")}</th>
            <th scope="col">{t("object")}</th>
            <th scope="col">{t("duration")}</th>
            <th scope="col" className={tables.end}>
              {t("largestDeparture")}
            </th>
            <th scope="col">{t("state")}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to="/anomalies/$anomalyId" params={{ anomalyId: String(one.id) }}>
                  <Moment at={one.opened_at} />
                </Link>
              </td>
              <td>{one.device_name}</td>
              <td>{one.object}</td>
              <td>
                {one.closed_at === null
                  ? t("lasts")
                  : duration((Date.parse(one.closed_at) - Date.parse(one.opened_at)) / 1000)}
              </td>
              <td className={tables.end}>{t("sigmas", { z: significant(Math.abs(one.peak_z)) })}</td>
              <td>
                <StateOf anomaly={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

function StateOf({ anomaly }: { anomaly: Anomaly }) {
  if (anomaly.verdict) return <Status code="off" tone="off" label={t("noAnomaly")} />;
  if (anomaly.closed_at === null) return <Status code="open" label={t("lasts")} />;
  return <Status code="closed" label={t("over")} />;
}
