import { Fragment } from "react";
import type { Traffic } from "@/api/types";
import { percent } from "@/lib/format";
import classes from "./Map.module.css";
import { usedText } from "./live";
import { amountText } from "./shifted";
import { t } from "./texts";

const SHOWN = 6;
const FULL = 1;

/** Which links would carry what a loss takes from others, the fullest first, and how that is known. */
export function Shifts({ traffic }: { traffic: Traffic }) {
  const gaining = traffic.shifts.filter((shift) => shift.change > 0);
  if (gaining.length === 0) return null;
  const over = gaining.filter((shift) => shift.after !== null && shift.after > FULL).length;
  return (
    <>
      <p>
        {over > 0 && <strong>{`${t("overfull", { n: over })} `}</strong>}
        {t(`traffic.${traffic.basis}`)}
        {traffic.explained !== null &&
          ` ${t("explained", { part: percent(Math.round(traffic.explained * 100)) })}`}
        {traffic.left_out > 0 && ` ${t("leftOut", { count: traffic.left_out })}`}
      </p>
      <dl className={classes.facts} aria-label={t("shifts")}>
        {gaining.slice(0, SHOWN).map((shift) => (
          <Fragment key={`${shift.link} ${shift.source}`}>
            <dt>{`${shift.source} › ${shift.target}`}</dt>
            <dd className={shift.after !== null && shift.after > FULL ? classes.overfull : undefined}>
              {amountText(traffic.basis, shift.change)}
              {shift.after !== null && `, ${usedText(shift.before)} › ${usedText(shift.after)}`}
            </dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
