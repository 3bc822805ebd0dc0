import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CycleBars } from "@/features/polling/CycleBars";
import { cyclesQuery } from "@/features/polling/polling";
import { count, duration } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import classes from "./Overview.module.css";

/** Whether the watching itself works: the last finished cycle in words, the latest as bars. */
export function CycleHealth() {
  const cycles = useQuery(cyclesQuery("interfaces"));
  const last = cycles.data?.items.find((cycle) => cycle.status !== "running");
  return (
    <Panel
      title="Polling of interfaces"
      note={last && <Status code={last.status} />}
      actions={
        <Link to="/cycles" className={classes.more}>
          All cycles
        </Link>
      }
    >
      <Loaded query={cycles} what="poll cycles" rows={3}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty title="No cycle has run yet">The first one starts within a polling interval.</Empty>
          ) : (
            <>
              <CycleBars cycles={page.items} />
              {last && (
                <p className={classes.cycleNote}>
                  Last: {count(last.ok)} of {count(last.planned)} OK, {count(last.partial)} partial,{" "}
                  {count(last.failed)} failed, {count(last.late)} late, in {duration(last.elapsed_s)} of{" "}
                  {duration(last.interval_s)}
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}
