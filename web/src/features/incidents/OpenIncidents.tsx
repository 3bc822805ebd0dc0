import { Link } from "@tanstack/react-router";
import type { Incident, Page } from "@/api/types";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { t } from "./texts";
import { titleOf } from "./title";

/** What is broken now and whether somebody is on it, the newest first. */
export function OpenIncidents({ incidents }: { incidents: Page<Incident> }) {
  return (
    <Panel
      title={t("openIncidents")}
      note={t("nIncidents", { count: incidents.total })}
      actions={
        <Link to="/incidents" className="link">
          {t("allIncidents")}
        </Link>
      }
      flush
    >
      <SideScroll>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">{t("priority")}</th>
              <th scope="col">{t("severity")}</th>
              <th scope="col">{t("what")}</th>
              <th scope="col">{t("since")}</th>
              <th scope="col" className={tables.wideOnly}>
                {t("whoIsOnIt")}
              </th>
            </tr>
          </thead>
          <tbody>
            {incidents.items.map((one) => (
              <tr key={one.id}>
                <td>{one.priority}</td>
                <td>
                  <Status code={one.severity} />
                </td>
                <td className={`${tables.wide} link`}>
                  <Link to="/incidents/$incidentId" params={{ incidentId: String(one.id) }}>
                    {titleOf(one)}
                  </Link>
                </td>
                <td>
                  <Age at={one.opened_at} everySeconds={5} />
                </td>
                <td className={tables.wideOnly}>
                  {one.assigned_to || one.acknowledged_by || <span className="faint">{t("nobody")}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </SideScroll>
    </Panel>
  );
}
