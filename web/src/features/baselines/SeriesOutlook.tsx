import { useQuery } from "@tanstack/react-query";
import { inUnit, localTime } from "@/lib/format";
import { nextDayQuery, reachOf, type SeriesName } from "./anomalies";
import { forecastsQuery, reachesIn, span } from "./DeviceForecasts";
import { t } from "./texts";

interface SeriesOutlookProps {
  of: SeriesName;
  unit: string;
  className?: string;
}

/** Where a series is likely to be over the next day, and when its drift meets its threshold, as far as either is known. */
export function SeriesOutlook({ of, unit, className }: SeriesOutlookProps) {
  const reach = reachOf(useQuery(nextDayQuery(of)).data);
  return (
    <>
      {reach && (
        <p className={className} title={t("nextDayNote")}>
          {t("nextDay", { low: inUnit(reach.low, unit), high: inUnit(reach.high, unit) })}
        </p>
      )}
      <SeriesMeets of={of} className={className} />
    </>
  );
}

/** When the certain drift of a series meets its threshold; nothing where there is none. */
export function SeriesMeets({ of, className }: { of: SeriesName; className?: string }) {
  const forecasts = useQuery(forecastsQuery(of.deviceId));
  const own = (forecasts.data ?? []).find(
    (one) => one.family === of.family && one.metric === of.metric && one.object === of.object,
  );
  if (!own) return null;
  return (
    <p className={className} title={own.days > 0 ? `${localTime(own.reaches_at)} (${span(own)})` : undefined}>
      {t(own.days > 0 ? "meets" : "met", {
        threshold: inUnit(own.threshold, own.unit),
        days: reachesIn(own),
      })}
    </p>
  );
}
