import { Link } from "@tanstack/react-router";
import type { Incident, Page } from "@/api/types";
import { Panel } from "@/ui/Panel";
import classes from "./IncidentList.module.css";
import { IncidentLines } from "./IncidentList";
import { t } from "./texts";

/** What is broken now and whether somebody is on it, the newest first. */
export function OpenIncidents({ incidents }: { incidents: Page<Incident> }) {
  return (
    <Panel
      title={t("openIncidents")}
      note={t("nIncidents", { count: incidents.total })}
      actions={
        <Link to="/incidents" className={classes.more}>
          {t("allIncidents")}
        </Link>
      }
    >
      <IncidentLines incidents={incidents.items} />
    </Panel>
  );
}
