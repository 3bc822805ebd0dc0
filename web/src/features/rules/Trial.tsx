import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { RuleTrial } from "@/api/types";
import { duration, inUnit } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Failure } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { useTrial } from "./rules";
import classes from "./Rules.module.css";
import { t } from "./texts";

const HOURS = [3, 24, 72, 168, 336] as const;
const SHOWN = 50;

/** Replays the condition over what is stored. */
export function Trial({ expression, valid }: { expression: string; valid: boolean }) {
  const [hours, setHours] = useState(24);
  const trial = useTrial();
  return (
    <Panel
      title={t("trial")}
      actions={
        <>
          <NativeSelect
            size="xs"
            aria-label={t("howFar")}
            data={HOURS.map((value) => ({ value: String(value), label: duration(value * 3600) }))}
            value={String(hours)}
            onChange={(event) => setHours(Number(event.currentTarget.value))}
          />
          <Button
            size="xs"
            disabled={!valid}
            loading={trial.isPending}
            onClick={() => trial.mutate({ expression, hours })}
          >
            {t("try")}
          </Button>
        </>
      }
    >
      {trial.error ? (
        <Failure doing={t("notTried")} error={trial.error} />
      ) : trial.data ? (
        <Outcome trial={trial.data} stale={trial.variables.expression !== expression} />
      ) : (
        <Empty title={t("notTriedYet")}>{t("tryHint")}</Empty>
      )}
    </Panel>
  );
}

function Outcome({ trial, stale }: { trial: RuleTrial; stale: boolean }) {
  return (
    <>
      <p role="status">
        {t(trial.step_s > 0 ? "outcome" : "outcomeEvents", {
          count: trial.raises,
          objects: trial.objects_raised,
          now: trial.now,
          looked: trial.objects,
        })}
        {stale && <span className={classes.stale}> {t("stale")}</span>}
      </p>
      <Density trial={trial} />
      {trial.episodes.length > 0 && <Episodes trial={trial} />}
      <ul className={classes.notes}>
        {trial.notes.map((note) => (
          <li key={note}>{noteOf(note, trial.step_s)}</li>
        ))}
      </ul>
    </>
  );
}

const BARS = 60;

/** How many objects it would have been raised for, over the time that was looked at. */
function Density({ trial }: { trial: RuleTrial }) {
  const from = Date.parse(trial.start);
  const span = Date.parse(trial.end) - from;
  const counts = Array.from({ length: BARS }, (_, bar) => {
    const start = from + (span * bar) / BARS;
    const end = start + span / BARS;
    return trial.episodes.filter(
      (one) =>
        Date.parse(one.raised_at) < end && (one.cleared_at === null || Date.parse(one.cleared_at) > start),
    ).length;
  });
  const most = Math.max(...counts, 1);
  return (
    <svg className={classes.density} viewBox={`0 0 ${BARS} 20`} preserveAspectRatio="none" role="img">
      <title>{t("densityOf", { count: most })}</title>
      {counts.map((value, bar) => (
        <rect
          key={bar}
          x={bar + 0.1}
          width={0.8}
          y={20 - Math.max(value > 0 ? 2 : 0.6, (value / most) * 20)}
          height={Math.max(value > 0 ? 2 : 0.6, (value / most) * 20)}
          className={value > 0 ? classes.raised : classes.calm}
        />
      ))}
    </svg>
  );
}

function Episodes({ trial }: { trial: RuleTrial }) {
  return (
    <SideScroll>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t("raised")}</th>
            <th scope="col">{t("lasted")}</th>
            <th scope="col">{t("object")}</th>
            <th scope="col">{t("value")}</th>
          </tr>
        </thead>
        <tbody>
          {trial.episodes.slice(0, SHOWN).map((one) => (
            <tr key={`${one.device_id} ${one.object} ${one.raised_at}`}>
              <td>
                <Moment at={one.raised_at} />
              </td>
              <td>
                {one.cleared_at === null
                  ? t("lasts")
                  : duration((Date.parse(one.cleared_at) - Date.parse(one.raised_at)) / 1000)}
              </td>
              <td className="link">
                <DeviceLink id={one.device_id} name={one.device_name} /> {one.object}
              </td>
              <td className="num">{inUnit(one.value, trial.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trial.raises > SHOWN && <p className="dim">{t("more", { count: trial.raises - SHOWN })}</p>}
    </SideScroll>
  );
}

function noteOf(note: string, stepS: number): string {
  if (note === "averaged") return t("averaged", { time: duration(stepS) });
  if (note === "labels_of_today") return t("labelsOfToday");
  if (note === "silent_devices") return t("silentDevices");
  return t(note === "many_events" ? "manyEvents" : "sampled");
}
