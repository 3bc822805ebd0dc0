import { Link } from "@tanstack/react-router";
import type { Cycle } from "@/api/types";
import { clockTime, duration, words } from "@/lib/format";
import classes from "./CycleBars.module.css";

/** The latest cycles, oldest first: height is the part of the interval that was used, the foot shows what failed. */
export function CycleBars({ cycles, most = 40 }: { cycles: readonly Cycle[]; most?: number }) {
  const shown = cycles.slice(0, most).reverse();
  return (
    <ol className={classes.bars} aria-label="Latest poll cycles">
      {shown.map((cycle) => {
        const used = cycle.elapsed_s === null ? 0 : Math.min(1, cycle.elapsed_s / cycle.interval_s);
        const failed = cycle.planned > 0 ? (cycle.failed + cycle.partial) / cycle.planned : 0;
        const says = `${clockTime(cycle.slot)}: ${words(cycle.status)}, ${cycle.ok} of ${cycle.planned} OK, ${duration(cycle.elapsed_s)} of ${duration(cycle.interval_s)}`;
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
  );
}
