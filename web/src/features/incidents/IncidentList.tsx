import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Incident } from "@/api/types";
import { useRefreshOn } from "@/live/useLive";
import { Age } from "@/ui/Moment";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
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
          <SideScroll>
            <table className={tables.table} aria-label={t("incidents")}>
              <tbody>
                {page.items.map((one) => (
                  <Row key={one.id} one={one} />
                ))}
              </tbody>
            </table>
          </SideScroll>
        )
      }
    </Loaded>
  );
}

function Row({ one }: { one: Incident }) {
  const who = one.assigned_to || one.acknowledged_by;
  return (
    <tr>
      <td>{one.priority}</td>
      <td>
        <Status code={one.severity} />
      </td>
      <td className={tables.wide}>
        <Link to="/incidents/$incidentId" params={{ incidentId: String(one.id) }}>
          {titleOf(one)}
        </Link>
      </td>
      <td>
        <Age at={one.opened_at} everySeconds={5} />
      </td>
      <td>{who || <span className="faint">{t("nobody")}</span>}</td>
    </tr>
  );
}
