import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Cycle } from "@/api/types";
import { count, duration, words } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import { Breakers } from "./Breakers";
import { CycleBars } from "./CycleBars";
import { cyclesQuery } from "./polling";
import classes from "./Polling.module.css";

export function CyclesPage() {
  const cycles = useQuery(cyclesQuery());
  useRefreshOn("cycles", [["cycles"], ["breakers"]], 1_000);
  return (
    <Page title="Poll cycles" lead="What was asked, what answered in time, and what was left out and why.">
      <Panel title="Latest" note="height: part of the interval used; foot: devices that did not fully answer">
        <Loaded query={cycles} what="poll cycles" rows={3}>
          {(page) => <CycleBars cycles={page.items} most={60} />}
        </Loaded>
      </Panel>
      <Panel title="Cycles" flush>
        <Loaded query={cycles} what="poll cycles" rows={8}>
          {(page) =>
            page.items.length === 0 ? (
              <Empty title="No cycle has run yet">
                The first starts within a polling interval of adding a device.
              </Empty>
            ) : (
              <CycleTable cycles={page.items} />
            )
          }
        </Loaded>
      </Panel>
      <Breakers />
    </Page>
  );
}

function CycleTable({ cycles }: { cycles: readonly Cycle[] }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Slot</th>
            <th scope="col">Outcome</th>
            <th scope="col" className={classes.end}>
              Planned
            </th>
            <th scope="col" className={classes.end}>
              OK
            </th>
            <th scope="col" className={classes.end}>
              Partial
            </th>
            <th scope="col" className={classes.end}>
              Failed
            </th>
            <th scope="col" className={classes.end}>
              Late
            </th>
            <th scope="col">Skipped</th>
            <th scope="col" className={classes.end}>
              Rows
            </th>
            <th scope="col" className={classes.end}>
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {cycles.map((cycle) => (
            <tr key={cycle.id}>
              <td>
                <Link to="/cycles/$cycleId" params={{ cycleId: String(cycle.id) }}>
                  <Moment at={cycle.slot} />
                </Link>
              </td>
              <td>
                <Status code={cycle.status} />
              </td>
              <Count value={cycle.planned} />
              <Count value={cycle.ok} />
              <Count value={cycle.partial} alert />
              <Count value={cycle.failed} alert />
              <Count value={cycle.late} alert />
              <td className="dim">
                {Object.entries(cycle.skipped)
                  .map(([reason, devices]) => `${count(devices)} ${words(reason).toLowerCase()}`)
                  .join(", ")}
              </td>
              <Count value={cycle.rows} />
              <td className={classes.end} title={`of an interval of ${duration(cycle.interval_s)}`}>
                {duration(cycle.elapsed_s)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Count({ value, alert = false }: { value: number; alert?: boolean }) {
  return (
    <td
      className={classes.end}
      data-alert={(alert && value > 0) || undefined}
      data-zero={value === 0 || undefined}
    >
      {count(value)}
    </td>
  );
}
