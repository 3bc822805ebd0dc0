import { age, clockTime, localTime, NOT_KNOWN, utcTime } from "@/lib/format";
import { useNow } from "@/lib/clock";
import { zoneName } from "@/lib/zone";
import { t } from "./texts";

type At = string | number | null | undefined;

const machine = (at: string | number): string => new Date(at).toISOString();

/** How long ago something was; the time in the preferred zone and in UTC on hover. */
export function Age({ at, everySeconds = 1 }: { at: At; everySeconds?: number }) {
  const now = useNow(everySeconds);
  if (at === null || at === undefined) return <span className="faint">{t("never")}</span>;
  return (
    <time
      dateTime={machine(at)}
      title={t("local", { at: localTime(at), zone: zoneName(), at2: utcTime(at) })}
      className="nowrap"
    >
      {age(at, now)}
    </time>
  );
}

const SAID = {
  full: localTime,
  time: clockTime,
  minute: (at: string | number): string => localTime(at).slice(0, -":ss".length),
} as const;

/** A moment in the preferred zone; UTC on hover. `time` leaves the date out, `minute` the seconds. */
export function Moment({ at, show = "full" }: { at: At; show?: keyof typeof SAID }) {
  if (at === null || at === undefined) return <span className="faint">{NOT_KNOWN}</span>;
  return (
    <time dateTime={machine(at)} title={utcTime(at)} className="nowrap">
      {SAID[show](at)}
    </time>
  );
}
