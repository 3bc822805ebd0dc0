import { useQuery } from "@tanstack/react-query";
import { localTime, share } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Loaded } from "@/ui/states";
import { availabilityOf, availabilitySummary, type Point } from "./points";
import { seriesQuery } from "./series";
import classes from "./Chart.module.css";

const SAYS = {
  up: "answered",
  down: "did not answer",
  mixed: "answered part of the time",
  unknown: "not known",
} as const;

/** Whether the device answered, step by step, by each way it was asked. Not known is hatched, never green or red. */
export function AvailabilityStrip({ deviceId, window }: { deviceId: number; window: Window }) {
  const query = useQuery(seriesQuery({ family: "availability", deviceId, metrics: ["up"] }, window));
  return (
    <Loaded query={query} what="availability" rows={2}>
      {(result) =>
        result.series.length === 0 ? (
          <p className="dim">Nothing has asked this device yet.</p>
        ) : (
          result.series.map((series) => (
            <Strip key={series.object} way={series.object ?? ""} points={series.points} window={window} />
          ))
        )
      }
    </Loaded>
  );
}

function Strip({ way, points, window }: { way: string; points: readonly Point[]; window: Window }) {
  const { answered, known } = availabilitySummary(points);
  const summary =
    answered === null
      ? `${way.toUpperCase()}: not known in this window`
      : `${way.toUpperCase()}: answered ${share(answered, 1)} of the time that is known`;
  return (
    <div>
      <div
        className={classes.strip}
        role="img"
        aria-label={`${summary}; known for ${share(known, 1)} of the window`}
      >
        {points.map(([ms, value]) => {
          const state = availabilityOf(value);
          return <span key={ms} data-known={state} title={`${localTime(ms)}: ${SAYS[state]}`} />;
        })}
      </div>
      <p className={classes.stripNote}>
        <span>{summary}</span>
        <span>
          Known for {share(known, 1)} of the window, which starts {localTime(window.start)}
        </span>
      </p>
    </div>
  );
}
