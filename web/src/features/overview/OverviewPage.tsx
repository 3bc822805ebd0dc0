import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useMay } from "@/features/accounts/session";
import { EventList } from "@/features/events/EventList";
import { recentEventsQuery } from "@/features/events/events";
import { openIncidentsQuery } from "@/features/incidents/open";
import { RangePicker } from "@/features/series/RangePicker";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { CycleHealth } from "./CycleHealth";
import { overviewQuery } from "./overview";
import { Problems } from "./Problems";
import { Sites } from "./Sites";
import { StateNumbers } from "./StateNumbers";
import { TotalTraffic } from "./TotalTraffic";
import { Welcome } from "./Welcome";
import classes from "./Overview.module.css";
import { t } from "./texts";

const OpenIncidents = lazy(() =>
  import("@/features/incidents/OpenIncidents").then((module) => ({ default: module.OpenIncidents })),
);

export function OverviewPage() {
  const search = useSearch({ from: "/app/" });
  const overview = useQuery(overviewQuery);
  const mayEvents = useMay("events:view");
  const events = useQuery({ ...recentEventsQuery(), enabled: mayEvents });
  const mayIncidents = useMay("alerts:view");
  const incidents = useQuery({ ...openIncidentsQuery, enabled: mayIncidents });
  const mayCycles = useMay("cycles:view");
  const maySeries = useMay("series:view");
  useRefreshOn("events", [["events"]]);
  useRefreshOn("incidents", [["incidents", "open"]], 1_000);
  useRefreshOn("cycles", [["cycles"], ["series"], ["overview"]], 4_000);

  if (overview.data?.devices.total === 0) return <Welcome />;
  return (
    <Page title={t("overview")} actions={<RangePicker search={search} />}>
      <Loaded query={overview} what={t("theOverview")} rows={4}>
        {(data) => <StateNumbers overview={data} />}
      </Loaded>
      <div className={classes.grid}>
        <div className={classes.wide}>
          {incidents.data && incidents.data.total > 0 && (
            <Suspense fallback={null}>
              <OpenIncidents incidents={incidents.data} />
            </Suspense>
          )}
          {maySeries && <TotalTraffic search={search} />}
          <Panel
            title={t("needsALook")}
            note={overview.data && overview.data.problems.length > 0 && t("worstFirst")}
            actions={
              <Link to="/devices" search={{ sort: "state" }} className={classes.more}>
                {t("allDevices")}
              </Link>
            }
            flush
          >
            <Loaded query={overview} what={t("problems")}>
              {(data) => <Problems problems={data.problems} />}
            </Loaded>
          </Panel>
        </div>
        <div className={classes.narrow}>
          <Panel title={t("sites")} flush>
            <Loaded query={overview} what={t("sites2")}>
              {(data) => <Sites sites={data.sites} />}
            </Loaded>
          </Panel>
          {mayCycles && <CycleHealth />}
          {mayEvents && (
            <Panel
              title={t("recentEvents")}
              actions={
                <Link to="/events" className={classes.more}>
                  {t("allEvents")}
                </Link>
              }
              flush
            >
              <Loaded query={events} what={t("events")}>
                {(page) => <EventList events={page.items} />}
              </Loaded>
            </Panel>
          )}
        </div>
      </div>
    </Page>
  );
}
