import { useQuery } from "@tanstack/react-query";
import { inUnit, localTime } from "@/lib/format";
import type { SeriesName } from "./anomalies";
import classes from "./Baselines.module.css";
import { forecastsQuery, reachesIn, span } from "./DeviceForecasts";
import { t } from "./texts";

/** When this series reaches its threshold, where its drift is certain. Nothing where nothing can be said. */
export function SeriesForecast({ of }: { of: SeriesName }) {
  const forecasts = useQuery(forecastsQuery(of.deviceId));
  const own = (forecasts.data ?? []).filter(
    (one) => one.family === of.family && one.metric === of.metric && one.object === of.object,
  );
  return own.map((one) => (
    <section key={one.threshold} aria-label={t("forecast")}>
      <h3 className={classes.part}>{t("forecast")}</h3>
      <dl className={classes.facts}>
        <dt>{t("perDay")}</dt>
        <dd className="num">{inUnit(one.per_day, one.unit)}</dd>
        <dt>{t("threshold")}</dt>
        <dd className="num">{inUnit(one.threshold, one.unit)}</dd>
        <dt>{t("reaches")}</dt>
        <dd className="num" title={localTime(one.reaches_at)}>
          {reachesIn(one)}
        </dd>
        {one.days > 0 && (
          <>
            <dt>{t("between")}</dt>
            <dd className="num">{span(one)}</dd>
          </>
        )}
      </dl>
    </section>
  ));
}
