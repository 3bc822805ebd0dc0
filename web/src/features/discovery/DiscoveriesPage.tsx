import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "@/features/accounts/session";
import { count, duration } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Age } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { discoveriesQuery } from "./discoveries";
import { progressOf } from "./progress";
import { StartForm } from "./StartForm";
import classes from "./Discovery.module.css";
import { t } from "./texts";

export function DiscoveriesPage() {
  const runs = useQuery(discoveriesQuery);
  const mayRun = useMay("discovery:run");
  useRefreshOn("discoveries", [["discoveries"]], 1_000);
  return (
    <Page title={t("discovery")} lead={t("whoAnswersByPingAndThen")}>
      <div className={mayRun ? classes.columns : undefined}>
        {mayRun && <StartForm />}
        <Panel title={t("runs")} flush>
          <Loaded query={runs} what={t("discoveries")}>
            {(page) =>
              page.items.length === 0 ? (
                <Empty title={t("noDiscoveryYet")}>{t("nameANetworkAndSeeWho")}</Empty>
              ) : (
                <SideScroll>
                  <table className={tables.table}>
                    <thead>
                      <tr>
                        <th scope="col">{t("run")}</th>
                        <th scope="col">{t("state")}</th>
                        <th scope="col">{t("asked")}</th>
                        <th scope="col">{t("alive")}</th>
                        <th scope="col">{t("identified")}</th>
                        <th scope="col">{t("started")}</th>
                        <th scope="col">{t("took")}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {page.items.map((run) => {
                        const progress = progressOf(run, Date.now());
                        return (
                          <tr key={run.id}>
                            <td className={classes.targets}>
                              <Link to="/discovery/$discoveryId" params={{ discoveryId: String(run.id) }}>
                                <span className="mono">{run.targets.slice(0, 3).join(", ")}</span>
                                {run.targets.length > 3 && t("andMore", { targets: run.targets.length - 3 })}
                              </Link>
                            </td>
                            <td>
                              <Status code={run.status} />
                            </td>
                            <td className="num">
                              {t("of", { probed: count(run.probed), total: count(run.total) })}
                            </td>
                            <td className="num">{count(run.alive)}</td>
                            <td className="num">{count(run.identified)}</td>
                            <td>
                              <Age at={run.started_at} everySeconds={5} />
                            </td>
                            <td className="num">{duration(progress.elapsedSeconds)}</td>
                          </tr>
                        );
                      })}
                    </tbody>
                  </table>
                </SideScroll>
              )
            }
          </Loaded>
        </Panel>
      </div>
    </Page>
  );
}
