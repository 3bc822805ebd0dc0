import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Incident, IncidentDetail } from "@/api/types";
import { useMay, useSession } from "@/features/accounts/session";
import { count, words } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { StatusPill } from "@/ui/Status";
import { Before } from "./Before";
import { CausePicture } from "./CausePicture";
import { Causes } from "./Causes";
import { CommentForm } from "./CommentForm";
import { Facts } from "./Facts";
import classes from "./Incident.module.css";
import { IncidentAlerts } from "./IncidentAlerts";
import {
  incidentAlertsQuery,
  incidentQuery,
  investigationQuery,
  useAcknowledge,
  useAssign,
} from "./incidents";
import { Priority } from "./Priority";
import { Timeline } from "./Timeline";
import { t } from "./texts";
import { titleOf } from "./title";
import { WhoIsTold } from "./WhoIsTold";

/** One incident: what failed, whom it cuts off, what happened, and the alerts that speak of it. */
export function IncidentPage() {
  const { incidentId } = useParams({ from: "/app/incidents/$incidentId" });
  const id = Number(incidentId);
  const detail = useQuery(incidentQuery(id));
  useRefreshOn("incidents", [["incidents"]], 1_000);
  const incident = detail.data?.incident;
  return (
    <Page
      title={incident ? titleOf(incident) : t("incidentN", { id })}
      heading={
        incident && (
          <span className={classes.heading}>
            {titleOf(incident)} <StatusPill code={incident.stage} />
          </span>
        )
      }
      lead={
        incident && t("incidentLead", { id, priority: incident.priority, severity: words(incident.severity) })
      }
      actions={incident && <Actions incident={incident} />}
    >
      <Loaded query={detail} what={t("thisIncident")} rows={8}>
        {(data) => <Body detail={data} />}
      </Loaded>
    </Page>
  );
}

function Actions({ incident }: { incident: Incident }) {
  const { id } = incident;
  const me = useSession().user.name;
  const acknowledge = useAcknowledge(id);
  const assign = useAssign(id);
  const mayAct = useMay("alerts:edit");
  const mine = incident.assigned_to === me;
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={`/api/v1/incidents/${id}/report`}
        download={`incident-${id}.md`}
      >
        {t("report")}
      </Button>
      <Button component="a" variant="default" href={`/api/v1/incidents/${id}/report.pdf`} download>
        {t("reportPdf")}
      </Button>
      {mayAct && incident.stage !== "closed" && (
        <Button variant="default" onClick={() => assign.mutate(mine ? "" : me)} loading={assign.isPending}>
          {mine ? t("giveBack") : t("takeOver")}
        </Button>
      )}
      {mayAct && !incident.acknowledged_at && (
        <Button onClick={() => acknowledge.mutate()} loading={acknowledge.isPending}>
          {t("acknowledge")}
        </Button>
      )}
    </>
  );
}

function Body({ detail }: { detail: IncidentDetail }) {
  const { incident, timeline } = detail;
  const alerts = useQuery(incidentAlertsQuery(incident.id));
  const investigation = useQuery(investigationQuery(incident.id));
  const mayAct = useMay("alerts:edit");
  const mayPreview = useMay("notifications:view");
  return (
    <div className={classes.body}>
      <div className={classes.column}>
        <Panel title={t("cause")}>
          <Loaded query={investigation} what={t("itsCause")} rows={3}>
            {(found) => <Causes found={found} />}
          </Loaded>
        </Panel>
        {investigation.data && investigation.data.picture.nodes.length > 0 && (
          <Panel title={t("picture")} flush>
            <CausePicture picture={investigation.data.picture} />
          </Panel>
        )}
        <Panel title={t("alerts")} note={alerts.data && count(alerts.data.total)} flush>
          <Loaded query={alerts} what={t("itsAlerts")} rows={4}>
            {(page) => <IncidentAlerts alerts={page.items} total={page.total} />}
          </Loaded>
        </Panel>
        <Panel title={t("timeline")}>
          <Timeline lines={timeline} />
          {mayAct && <CommentForm incidentId={incident.id} />}
        </Panel>
      </div>
      <div className={classes.column}>
        <Panel title={t("facts")}>
          <Facts incident={incident} alerts={alerts.data?.items ?? []} />
        </Panel>
        {mayPreview && (
          <Panel title={t("whoIsTold")}>
            <WhoIsTold incidentId={incident.id} />
          </Panel>
        )}
        <Panel title={t("priority")}>
          <Priority detail={detail} />
        </Panel>
        <Panel title={t("before")}>
          <Loaded query={investigation} what={t("itsCause")} rows={3}>
            {(found) => <Before changes={found.before} />}
          </Loaded>
        </Panel>
      </div>
    </div>
  );
}
