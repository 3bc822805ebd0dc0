import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import type { PanelContent } from "@/api/types";
import { EventList } from "@/features/events/EventList";
import { recentEventsQuery } from "@/features/events/events";
import { byUnit, titleOf } from "@/features/explorer/lines";
import type { Question } from "@/features/explorer/question";
import { useLines } from "@/features/explorer/useLines";
import { IncidentList } from "@/features/incidents/IncidentList";
import { fetchDevices, devicesKey } from "@/features/inventory/devices";
import { overviewOf, overviewQuery } from "@/features/overview/overview";
import { Problems } from "@/features/overview/Problems";
import { Chart } from "@/features/series/Chart";
import type { Window } from "@/lib/range";
import { DeviceLink } from "@/ui/DeviceLink";
import { Age } from "@/ui/Moment";
import { Empty, Failure, Loaded, Waiting } from "@/ui/states";
import { StateBar } from "@/ui/StateBar";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { count } from "@/lib/format";
import { PITCH_REM } from "./dashboards";
import { Markup } from "./Markup";
import classes from "./PanelView.module.css";
import { t } from "./texts";
import { resolved, type Values } from "./variables";

const SiteMap = lazy(() =>
  import("@/features/sites/SiteMap").then((module) => ({ default: module.SiteMap })),
);

interface PanelViewProps {
  content: PanelContent;
  values: Values;
  window: Window;
  /** Of the panel, in rows of the grid. */
  rows: number;
}

/** What one panel shows. */
export function PanelView({ content, values, window, rows }: PanelViewProps) {
  switch (content.kind) {
    case "series":
      return <SeriesPanel content={content} values={values} window={window} rows={rows} />;
    case "table":
      return <TablePanel content={content} values={values} />;
    case "status":
      return <StatusPanel site={resolved(content.site, values)} />;
    case "map":
      return (
        <Suspense fallback={<Waiting rows={4} />}>
          <SiteMap compact />
        </Suspense>
      );
    case "text":
      return <Markup text={content.text} />;
  }
}

type Of<K extends PanelContent["kind"]> = Extract<PanelContent, { kind: K }>;

interface SeriesPanelProps extends Omit<PanelViewProps, "content"> {
  content: Of<"series">;
}

function SeriesPanel({ content, values, window, rows }: SeriesPanelProps) {
  const question = useMemo(
    (): Question => ({
      family: content.family,
      metrics: content.metrics,
      devices: content.devices.map((device) => resolved(device, values)).filter((id) => id !== undefined),
      site: resolved(content.site, values),
      pool: content.pool ?? undefined,
      q: content.search || undefined,
      objects: content.objects,
      agg: content.agg,
      top: content.top,
    }),
    [content, values],
  );
  const unanswered = content.devices.length > 0 && question.devices.length === 0;
  const { lines, query, stepSeconds } = useLines(question, window, { compare: content.compare });
  if (unanswered) return <Empty title={t("chooseFirst")} />;
  if (query.error && !query.data) return <Failure doing={t("notLoaded")} error={query.error} />;
  if (query.isPending) return <Waiting rows={4} />;
  if (lines.length === 0) return <Empty title={t("noSamples")} />;
  const groups = [...byUnit(lines)];
  return groups.map(([unit, some]) => (
    <Chart
      key={unit}
      label={titleOf(some)}
      unit={unit}
      series={some}
      window={window}
      stepSeconds={stepSeconds}
      heightRem={Math.max(6, (rows * PITCH_REM - 6.5) / groups.length)}
      filled={some.length === 1}
    />
  ));
}

function TablePanel({ content, values }: { content: Of<"table">; values: Values }) {
  const site = resolved(content.site, values);
  if (content.source === "events") return <EventsPanel site={site} rows={content.rows} />;
  if (content.source === "incidents") return <IncidentList site={site} rows={content.rows} />;
  if (content.source === "problems") return <ProblemsPanel site={site} rows={content.rows} />;
  return <DevicesPanel site={site} state={content.state ?? undefined} rows={content.rows} />;
}

interface PartProps {
  /** Everywhere, when nothing is said. */
  site?: number;
  rows: number;
}

function EventsPanel({ site, rows }: PartProps) {
  const events = useQuery(recentEventsQuery(undefined, rows, site));
  return (
    <Loaded query={events} what={t("events")}>
      {(page) => <EventList events={page.items} />}
    </Loaded>
  );
}

function ProblemsPanel({ site, rows }: PartProps) {
  const overview = useQuery(overviewOf(site));
  return (
    <Loaded query={overview} what={t("problems")}>
      {(data) => <Problems problems={data.problems.slice(0, rows)} />}
    </Loaded>
  );
}

function DevicesPanel({ site, state, rows }: PartProps & { state?: "up" | "down" | "unknown" }) {
  const devices = useQuery({
    queryKey: [...devicesKey, "panel", site, state, rows],
    queryFn: ({ signal }) => fetchDevices({ site_id: site, state, sort: "name" }, 0, rows, signal),
    refetchInterval: 30_000,
  });
  return (
    <Loaded query={devices} what={t("devices")}>
      {(page) =>
        page.items.length === 0 ? (
          <Empty title={t("noDevice")} />
        ) : (
          <SideScroll>
            <table className={tables.table}>
              <tbody>
                {page.items.map((device) => (
                  <tr key={device.id}>
                    <td>
                      <Status code={device.state} />
                    </td>
                    <td>
                      <DeviceLink id={device.id} name={device.name} />
                    </td>
                    <td className={`${tables.wideOnly} mono`}>{device.address}</td>
                    <td>
                      <Age at={device.last_ok_at} everySeconds={5} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </SideScroll>
        )
      }
    </Loaded>
  );
}

function StatusPanel({ site }: { site?: number }) {
  const overview = useQuery(overviewQuery);
  return (
    <Loaded query={overview} what={t("devices")} rows={2}>
      {(data) => {
        const found = site === undefined ? data.devices : data.sites.find((one) => one.id === site);
        if (!found) return <Empty title={t("noDevice")} />;
        const { up, down, unknown } = found;
        return (
          <div className={classes.status}>
            <div className={classes.numbers}>
              {(["up", "down", "unknown"] as const).map((state) => (
                <Link
                  key={state}
                  to="/devices"
                  search={{ state, site }}
                  className={classes.number}
                  data-none={{ up, down, unknown }[state] === 0 || undefined}
                >
                  <strong>{count({ up, down, unknown }[state])}</strong>
                  <Status code={state} />
                </Link>
              ))}
            </div>
            <StateBar up={up} down={down} unknown={unknown} large />
          </div>
        );
      }}
    </Loaded>
  );
}
