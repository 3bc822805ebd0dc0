import { Link } from "@tanstack/react-router";
import type { Cycle } from "@/api/types";
import { clockTime, duration, words } from "@/lib/format";
import classes from "./CycleBars.module.css";
import { t } from "./texts";

/** The latest cycles, oldest first: height is the time each took, the foot shows the share that did not fully answer. */
export function CycleBars({ cycles, most = 40 }: { cycles: readonly Cycle[]; most?: number }) {
  const shown = cycles.slice(0, most).reverse();
  const tallest = Math.max(0, ...shown.map((cycle) => cycle.elapsed_s ?? 0));
  return (
    <figure>
      <ol className={classes.bars} aria-label={t("latestPollCycles")}>
        {shown.map((cycle) => {
          const used = cycle.elapsed_s === null || tallest === 0 ? 0 : cycle.elapsed_s / tallest;
          const failed = cycle.planned > 0 ? (cycle.failed + cycle.partial) / cycle.planned : 0;
          const says = t("ofOkOf", {
            slot: clockTime(cycle.slot),
            status: words(cycle.status),
            ok: cycle.ok,
            planned: cycle.planned,
            elapsed_s: duration(cycle.elapsed_s),
            interval_s: duration(cycle.interval_s),
          });
          return (
            <li key={cycle.id}>
              <Link
                to="/cycles/$cycleId"
                params={{ cycleId: String(cycle.id) }}
                className={classes.bar}
                data-status={cycle.status}
                title={says}
                aria-label={says}
              >
                <span className={classes.used} style={{ height: `${Math.max(6, used * 100)}%` }}>
                  <span className={classes.failed} style={{ height: `${failed * 100}%` }} />
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
      {tallest > 0 && (
        <figcaption className={classes.note}>
          {t("timeTakenTheTallestIs", { tallest: duration(tallest) })}
        </figcaption>
      )}
    </figure>
  );
}
