import { Link } from "@tanstack/react-router";
import { count, plural, share } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Mark } from "@/ui/Status";
import { StateBar } from "@/ui/StateBar";
import type { CountedOverview } from "./overview";
import classes from "./Overview.module.css";

const STATES = [
  { state: "up", tone: "good", label: "Up" },
  { state: "down", tone: "bad", label: "Down" },
  { state: "unknown", tone: "unknown", label: "Unknown" },
] as const;

/** Up, down, unknown: large, and each with what it rests on. Unknown counts as neither. */
export function StateNumbers({ overview }: { overview: CountedOverview }) {
  const { devices } = overview;
  return (
    <section className={classes.numbers} aria-label="Devices by state">
      {STATES.map(({ state, tone, label }) => (
        <Link
          key={state}
          to="/devices"
          search={{ state }}
          className={classes.number}
          data-state={state}
          data-zero={devices[state] === 0 || undefined}
          aria-label={`${label}: ${count(devices[state])} of ${plural(devices.total, "device")}`}
        >
          <span className={classes.numberLabel}>
            <Mark tone={tone} size={14} />
            {label}
          </span>
          <span className={classes.figure}>{count(devices[state])}</span>
          <span className={classes.numberNote}>
            {share(devices[state], devices.total)}
            <span className={classes.ofDevices}> of devices</span>
          </span>
        </Link>
      ))}
      <div className={classes.freshness}>
        <StateBar {...devices} large />
        <dl className={classes.facts}>
          <dt>Watched</dt>
          <dd>{plural(devices.total, "device")}</dd>
          <dt>Newest sample</dt>
          <dd>
            <Age at={overview.newest_sample_at} />
          </dd>
          <dt>Oldest still fresh</dt>
          <dd>
            <Age at={overview.oldest_fresh_at} />
          </dd>
          <dt>Stale</dt>
          <dd data-alert={overview.stale > 0 || undefined}>
            <Link to="/devices" search={{ sort: "last_ok_at" }}>
              {overview.stale === 0 ? "none" : plural(overview.stale, "device")}
            </Link>
          </dd>
          <dt>Other identity</dt>
          <dd data-alert={overview.identity_mismatches > 0 || undefined}>
            <Link to="/devices" search={{ identity: "mismatch" }}>
              {overview.identity_mismatches === 0 ? "none" : plural(overview.identity_mismatches, "device")}
            </Link>
          </dd>
        </dl>
      </div>
    </section>
  );
}
