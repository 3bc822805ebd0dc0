import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import type { Forecast } from "@/api/types";
import { inUnit, localTime, significant, words } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { t } from "./texts";

const SOON_DAYS = 30;

export const forecastsQuery = (deviceId: number) =>
  queryOptions({
    queryKey: ["forecasts", deviceId],
    queryFn: () => body(api.GET("/api/v1/forecasts", { params: { query: { device_id: deviceId } } })),
    staleTime: 300_000,
  });

/** What of a device drifts towards a threshold, and when it gets there. Nothing when nothing does. */
export function DeviceForecasts({ deviceId }: { deviceId: number }) {
  const forecasts = useQuery(forecastsQuery(deviceId));
  if (!forecasts.data?.length) return null;
  return (
    <Panel title={t("forecasts")} note={t("forecastsNote")} flush>
      <SideScroll>
        <table className={tables.table} aria-label={t("forecasts")}>
          <thead>
            <tr>
              <th scope="col">{t("what")}</th>
              <th scope="col" className={tables.end}>
                {t("now")}
              </th>
              <th scope="col" className={tables.end}>
                {t("perDay")}
              </th>
              <th scope="col" className={tables.end}>
                {t("threshold")}
              </th>
              <th scope="col" className={tables.end}>
                {t("reaches")}
              </th>
              <th scope="col">{t("between")}</th>
            </tr>
          </thead>
          <tbody>
            {forecasts.data.map((one) => (
              <Row key={`${one.family}|${one.metric}|${one.object}`} one={one} deviceId={deviceId} />
            ))}
          </tbody>
        </table>
      </SideScroll>
    </Panel>
  );
}

function Row({ one, deviceId }: { one: Forecast; deviceId: number }) {
  const series = { device: deviceId, family: one.family, metric: one.metric, object: one.object };
  return (
    <tr>
      <td className={tables.wide}>
        <Link to="/baselines" search={{ ...series, range: "7d" }}>
          {words(one.metric)} · {one.object}
        </Link>
      </td>
      <td className={tables.end}>{inUnit(one.level, one.unit)}</td>
      <td className={tables.end}>
        {one.per_day > 0 && "+"}
        {inUnit(one.per_day, one.unit)}
      </td>
      <td className={tables.end}>{inUnit(one.threshold, one.unit)}</td>
      <td
        className={tables.end}
        data-alert={one.days <= SOON_DAYS || undefined}
        title={localTime(one.reaches_at)}
      >
        {reachesIn(one)}
      </td>
      <td>{one.days > 0 && span(one)}</td>
    </tr>
  );
}

export const reachesIn = (one: Forecast): string =>
  one.days <= 0 ? t("reached") : t("days", { days: significant(one.days) });

export const span = (one: Forecast): string => {
  const early = significant(one.earliest_days);
  return one.latest_days === null
    ? t("daysFrom", { early })
    : t("daysBetween", { early, late: significant(one.latest_days) });
};
