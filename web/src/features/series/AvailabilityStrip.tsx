import { useQuery } from "@tanstack/react-query";
import { clockTime, localTime, share } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Loaded } from "@/ui/states";
import { availabilityOf, availabilitySummary, type Point } from "./points";
import { seriesQuery } from "./series";
import classes from "./Chart.module.css";
import { t } from "./texts";

const SAYS = {
  up: t("answered"),
  down: t("didNotAnswer"),
  mixed: t("answeredPartly"),
  unknown: t("notKnownPlain"),
} as const;

/** Whether the device answered, step by step, by each way it was asked. Not known is hatched, never green or red. */
export function AvailabilityStrip({ deviceId, window }: { deviceId: number; window: Window }) {
  const edge = window.end - window.start > 86_400_000 ? localTime : clockTime;
  const query = useQuery(seriesQuery({ family: "availability", deviceId, metrics: ["up"] }, window));
  return (
    <Loaded query={query} what={t("availability")} rows={2}>
      {(result) =>
        result.series.length === 0 ? (
          <p className="dim">{t("nothingHasAskedThisDeviceYet")}</p>
        ) : (
          <>
            {result.series.map((series) => (
              <Strip key={series.object} way={series.object} points={series.points} />
            ))}
            <p className={classes.stripNote}>
              <span>{edge(window.start)}</span>
              <span>{t("fullAnsweredLowDidNotHatched")}</span>
              <span>{edge(window.end)}</span>
            </p>
          </>
        )
      }
    </Loaded>
  );
}

function Strip({ way, points }: { way: string; points: readonly Point[] }) {
  const { answered, known } = availabilitySummary(points);
  const value = answered === null ? t("notKnownPlain") : share(answered, 1);
  const cover = known < 0.999 ? t("knownForOfTheWindow", { known: share(known, 1) }) : "";
  const says = answered === null ? t("notKnownInThisWindow") : t("answeredOfTheTimeThatIs", { value, cover });
  return (
    <div className={classes.stripRow}>
      <span className={classes.stripName}>{way.toUpperCase()}</span>
      <div className={classes.strip} role="img" aria-label={`${way.toUpperCase()}: ${says}`}>
        {points.map(([ms, reading]) => {
          const state = availabilityOf(reading);
          return <span key={ms} data-known={state} title={`${localTime(ms)}: ${SAYS[state]}`} />;
        })}
      </div>
      <span className={classes.stripValue} title={says}>
        {value}
        {known < 0.999 && answered !== null && (
          <span className={classes.stripCover}>{t("of", { known: share(known, 1) })}</span>
        )}
      </span>
    </div>
  );
}
