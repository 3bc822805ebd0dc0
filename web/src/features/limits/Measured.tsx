import type { CSSProperties } from "react";
import { duration, inUnit } from "@/lib/format";
import { useNow } from "@/lib/clock";
import { Age } from "@/ui/Moment";
import { Mark } from "@/ui/Status";
import { barOf, judge, SIDES, type Limits, type Verdict } from "./limits";
import classes from "./Limits.module.css";
import { t } from "./texts";

type Value = number | null | undefined;

interface MeasuredProps {
  value: Value;
  unit: string;
  /** Undefined where the device gives none: then it is the plain number. */
  limits: Limits | undefined;
}

/** A reading and where it is between the limits that its device gives. Beyond one of them it says which. */
export function Measured({ value, unit, limits }: MeasuredProps) {
  const said = inUnit(value, unit);
  const bar = limits && barOf(value, limits);
  if (!bar) return said;
  const verdict = judge(value, limits);
  const tone = toneOf(verdict);
  const told = t("barOf", { verdict: verdictText(verdict), limits: limitsText(limits, unit) });
  return (
    <span className={classes.measured} data-tone={tone} title={told}>
      <span className={classes.value}>
        {tone !== "good" && tone !== "unknown" && <Mark tone={tone} size={10} />}
        {said}
      </span>
      <span className={classes.bar} role="img" aria-label={told}>
        {bar.zones.map(({ tone: zone, from, to }) => (
          <span key={from} data-zone={zone} style={between(from, to)} />
        ))}
        {bar.at !== null && <span className={classes.at} style={{ left: percent(bar.at) }} />}
      </span>
    </span>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const between = (from: number, to: number): CSSProperties => ({
  left: percent(from),
  width: percent(to - from),
});

/** What a verdict means for who looks. */
export function toneOf(verdict: Verdict): "good" | "warning" | "bad" | "unknown" {
  if (verdict === "within") return "good";
  if (verdict === "unknown") return "unknown";
  return verdict === "low_alarm" || verdict === "high_alarm" ? "bad" : "warning";
}

export const verdictText = (verdict: Verdict): string =>
  verdict === "within" || verdict === "unknown" ? t(verdict) : t(`beyond.${verdict}`);

/** `low alarm −18 dBm, high alarm 3 dBm`: those that are given. */
export const limitsText = (limits: Limits, unit: string): string =>
  SIDES.filter((side) => limits[side] !== null)
    .map((side) => t("limit", { side: t(side), value: inUnit(limits[side], unit) }))
    .join(", ") || t("noneBefore");

/** Samples may come as late as this many intervals before they are called old. */
const LATE = 3;

/** When a reading was taken; marked when that is longer ago than its device is asked. */
export function ReadAt({ at, intervalSeconds }: { at: string; intervalSeconds: number }) {
  const now = useNow(5);
  const old = now - new Date(at).getTime() > LATE * intervalSeconds * 1_000;
  return (
    <span
      className={classes.readAt}
      title={old ? t("oldHint", { interval: duration(intervalSeconds) }) : undefined}
    >
      {old && <Mark tone="warning" size={10} />}
      <Age at={at} everySeconds={5} />
      {old && <span className="visually-hidden">({t("old")})</span>}
    </span>
  );
}
