import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CycleBars } from "@/features/polling/CycleBars";
import { cyclesQuery } from "@/features/polling/polling";
import { count, duration } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import classes from "./Overview.module.css";
import { t } from "./texts";

/** Whether the watching itself works: the last finished cycle in words, the latest as bars. */
export function CycleHealth() {
  const cycles = useQuery(cyclesQuery("interfaces"));
  const last = cycles.data?.items.find((cycle) => cycle.status !== "running");
  return (
    <Panel
      title={t("pollingOfInterfaces")}
      note={last && <Status code={last.status} />}
      actions={
        <Link to="/cycles" className={classes.more}>
          {t("allCycles")}
        </Link>
      }
    >
      <Loaded query={cycles} what={t("pollCycles")} rows={3}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty title={t("noCycleHasRunYet")}>{t("theFirstOneStartsWithinA")}</Empty>
          ) : (
            <>
              <CycleBars cycles={page.items} />
              {last && (
                <p className={classes.cycleNote}>
                  {t("lastOfOkPartialFailedLate", {
                    ok: count(last.ok),
                    planned: count(last.planned),
                    partial: count(last.partial),
                    failed: count(last.failed),
                    late: count(last.late),
                    elapsed: duration(last.elapsed_s),
                    interval: duration(last.interval_s),
                  })}
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}
