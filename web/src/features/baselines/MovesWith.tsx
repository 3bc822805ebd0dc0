import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import type { Mate } from "@/api/types";
import { significant, words } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import type { SeriesName } from "./anomalies";
import { t } from "./texts";

function matesQuery({ deviceId, ...name }: SeriesName) {
  return queryOptions({
    queryKey: ["moves-with", deviceId, name],
    queryFn: () =>
      body(api.GET("/api/v1/moves-with", { params: { query: { device_id: deviceId, ...name } } })),
    staleTime: 600_000,
  });
}

/** Which neighbouring series move with this one. Together, not one because of the other: that is said as well. */
export function MovesWith({ of }: { of: SeriesName }) {
  const mates = useQuery(matesQuery(of));
  return (
    <Panel title={t("movesWith")} note={t("movesWithNote")} flush>
      <Loaded query={mates} what={t("movesWith")} rows={3}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t("nothingMovesWith")}>{t("nothingMovesWithHint")}</Empty>
          ) : (
            <MateTable mates={found} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function MateTable({ mates }: { mates: readonly Mate[] }) {
  return (
    <SideScroll>
      <table className={tables.table} aria-label={t("movesWith")}>
        <thead>
          <tr>
            <th scope="col">{t("series")}</th>
            <th scope="col">{t("device")}</th>
            <th scope="col">{t("where")}</th>
            <th scope="col">{t("how")}</th>
            <th scope="col" className={tables.end}>
              {t("correlation")}
            </th>
          </tr>
        </thead>
        <tbody>
          {mates.map((one) => (
            <Row key={`${one.device_id}|${one.family}|${one.metric}|${one.object}`} one={one} />
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

function Row({ one }: { one: Mate }) {
  const { device_id: device, family, metric, object } = one;
  return (
    <tr>
      <td className={tables.wide}>
        <Link to="/baselines" search={{ device, family, metric, object, range: "7d" }}>
          {words(metric)} · {object}
        </Link>
      </td>
      <td>{one.device_name ?? t("notKnown")}</td>
      <td>{t(`relation.${one.relation}`)}</td>
      <td>{howOf(one)}</td>
      <td className={tables.end} title={t("restsOn", { hours: one.hours, share: significant(one.q * 100) })}>
        {significant(one.rho)}
      </td>
    </tr>
  );
}

function howOf({ rho, lag_h: lag }: Mate): string {
  const way = rho < 0 ? t("oppositeWays") : t("sameWay");
  if (lag === 0) return t("atOnce", { way });
  return lag > 0 ? t("hoursAfter", { way, count: lag }) : t("hoursBefore", { way, count: -lag });
}
