import type { OnCallCalendar } from "@/api/types";
import { useNow } from "@/lib/clock";
import { localTime } from "@/lib/format";
import { inZone } from "@/lib/zone";
import classes from "./OnCall.module.css";
import { t } from "./texts";
import { weeksOf, WEEK_MS, type Bar, type Shift, type Week } from "./weeks";

const COLOURS = 6;
const DAY_NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

interface CalendarProps {
  label: string;
  shifts: OnCallCalendar["shifts"];
  monday: string;
  /** In the order of their turns, which gives them their colours. */
  members: readonly number[];
  nameOf: (channel: number) => string;
  /** What choosing a shift does that is not over; without it, shifts are only read. */
  onChoose?: (shift: Shift) => void;
}

/** Five weeks, one below the other; each shift is a bar with the name of who is on call. */
export function Calendar({ label, shifts, monday, members, nameOf, onChoose }: CalendarProps) {
  const now = inZone(useNow(60)).getTime();
  return (
    <div className={classes.calendar} role="group" aria-label={label}>
      <div className={classes.heads} aria-hidden="true">
        {DAY_NAMES.map((day) => (
          <span key={day}>{t(day)}</span>
        ))}
      </div>
      {weeksOf(shifts, monday).map((week) => (
        <WeekRow
          key={week.days[0]?.toISOString()}
          week={week}
          now={now}
          colourOf={(channel) => (Math.max(0, members.indexOf(channel)) % COLOURS) + 1}
          nameOf={nameOf}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface WeekRowProps {
  week: Week;
  now: number;
  colourOf: (channel: number) => number;
  nameOf: (channel: number) => string;
  onChoose: ((shift: Shift) => void) | undefined;
}

function WeekRow({ week, now, colourOf, nameOf, onChoose }: WeekRowProps) {
  const start = week.days[0]?.getTime() ?? 0;
  const passed = (now - start) / WEEK_MS;
  return (
    <div className={classes.week}>
      <div className={classes.days} aria-hidden="true">
        {week.days.map((day, index) => (
          <span key={day.toISOString()} className="num">
            {index === 0 || day.getUTCDate() === 1 ? day.toISOString().slice(5, 10) : day.getUTCDate()}
          </span>
        ))}
      </div>
      <ul className={classes.bars}>
        {week.bars.map((bar) => (
          <li
            key={bar.shift.start}
            className={classes.bar}
            style={{
              left: `${bar.left * 100}%`,
              width: `${bar.width * 100}%`,
              borderLeftColor: `var(--wk-series-${colourOf(bar.shift.channel_id)})`,
            }}
            data-override={bar.shift.override_id !== null}
            title={said(bar, nameOf)}
          >
            {onChoose && inZone(bar.shift.end).getTime() > now ? (
              <button
                type="button"
                className={classes.choose}
                aria-label={said(bar, nameOf)}
                onClick={() => onChoose(bar.shift)}
              >
                {nameOf(bar.shift.channel_id)}
              </button>
            ) : (
              <>
                <span className={classes.name}>{nameOf(bar.shift.channel_id)}</span>
                <span className="visually-hidden">{said(bar, nameOf)}</span>
              </>
            )}
          </li>
        ))}
        {passed >= 0 && passed < 1 && (
          <li className={classes.now} style={{ left: `${passed * 100}%` }} aria-hidden="true" />
        )}
      </ul>
    </div>
  );
}

const said = ({ shift }: Bar, nameOf: (channel: number) => string): string =>
  t(shift.override_id === null ? "shiftSays" : "overrideSays", {
    name: nameOf(shift.channel_id),
    from: localTime(shift.start).slice(0, 16),
    until: localTime(shift.end).slice(0, 16),
  });
