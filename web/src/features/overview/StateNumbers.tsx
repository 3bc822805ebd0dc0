import { Link } from "@tanstack/react-router";
import { count, share } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Mark } from "@/ui/Status";
import { StateBar } from "@/ui/StateBar";
import type { CountedOverview } from "./overview";
import classes from "./Overview.module.css";
import { t } from "./texts";

const STATES = [
  { state: "up", tone: "good", label: t("up2") },
  { state: "down", tone: "bad", label: t("down2") },
  { state: "unknown", tone: "unknown", label: t("unknown2") },
] as const;

/** Up, down, unknown: large, and each with what it rests on. Unknown counts as neither. */
export function StateNumbers({ overview }: { overview: CountedOverview }) {
  const { devices } = overview;
  return (
    <section className={classes.numbers} aria-label={t("devicesByState")}>
      {STATES.map(({ state, tone, label }) => (
        <Link
          key={state}
          to="/devices"
          search={{ state }}
          className={classes.number}
          data-state={state}
          data-zero={devices[state] === 0 || undefined}
          aria-label={t("of", {
            label,
            state: count(devices[state]),
            total: t("nDevices", { count: devices.total }),
          })}
        >
          <span className={classes.numberLabel}>
            <Mark tone={tone} size={14} />
            {label}
          </span>
          <span className={classes.figure}>{count(devices[state])}</span>
          <span className={classes.numberNote}>
            {share(devices[state], devices.total)} <span className={classes.ofDevices}>{t("ofDevices")}</span>
          </span>
        </Link>
      ))}
      <div className={classes.freshness}>
        <StateBar {...devices} large />
        <dl className={classes.facts}>
          <dt>{t("watched")}</dt>
          <dd>{t("nDevices", { count: devices.total })}</dd>
          <dt>{t("newestSample")}</dt>
          <dd>
            <Age at={overview.newest_sample_at} />
          </dd>
          <dt>{t("oldestStillFresh")}</dt>
          <dd>
            <Age at={overview.oldest_fresh_at} />
          </dd>
          <dt>{t("stale")}</dt>
          <dd data-alert={overview.stale > 0 || undefined}>
            <Link to="/devices" search={{ sort: "last_ok_at" }}>
              {overview.stale === 0 ? t("none") : t("nDevices", { count: overview.stale })}
            </Link>
          </dd>
          <dt>{t("otherIdentity")}</dt>
          <dd data-alert={overview.identity_mismatches > 0 || undefined}>
            <Link to="/devices" search={{ identity: "mismatch" }}>
              {overview.identity_mismatches === 0
                ? t("none")
                : t("nDevices", { count: overview.identity_mismatches })}
            </Link>
          </dd>
        </dl>
      </div>
    </section>
  );
}
