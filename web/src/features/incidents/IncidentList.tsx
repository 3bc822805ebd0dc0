import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Incident } from "@/api/types";
import { useRefreshOn } from "@/live/useLive";
import { Age } from "@/ui/Moment";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import classes from "./IncidentList.module.css";
import { fetchIncidents } from "./incidents";
import { t } from "./texts";
import { titleOf } from "./title";

interface IncidentListProps {
  /** Everywhere, when nothing is said. */
  site?: number | undefined;
  rows: number;
}

/** What is broken, since when, and who is on it: open incidents to glance at, the gravest first. */
export function IncidentList({ site, rows }: IncidentListProps) {
  const filter = { stage: "open", site_id: site, sort: "priority" } as const;
  const incidents = useQuery({
    queryKey: ["incidents", "panel", site, rows],
    queryFn: ({ signal }) => fetchIncidents(filter, 0, rows, signal),
  });
  useRefreshOn("incidents", [["incidents", "panel"]], 1_000);
  return (
    <Loaded query={incidents} what={t("incidents")}>
      {(page) =>
        page.items.length === 0 ? (
          <Empty title={t("noOpenIncidents")} />
        ) : (
          <IncidentLines incidents={page.items} />
        )
      }
    </Loaded>
  );
}

/** A line for each where there is room, three where there is not. */
export function IncidentLines({ incidents }: { incidents: readonly Incident[] }) {
  return (
    <div className={classes.place}>
      <ul className={classes.list} aria-label={t("incidents")}>
        {incidents.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
    </div>
  );
}

function Line({ one }: { one: Incident }) {
  const who = one.assigned_to || one.acknowledged_by;
  return (
    <li className={classes.line}>
      <span className={classes.priority}>{one.priority}</span>
      <Status code={one.severity} />
      <Link to="/incidents/$incidentId" params={{ incidentId: String(one.id) }} className={classes.title}>
        {titleOf(one)}
      </Link>
      <Age at={one.opened_at} everySeconds={5} />
      <span className={who ? classes.who : `${classes.who} faint`}>{who || t("nobody")}</span>
    </li>
  );
}
