import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { OnCallSchedule } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import classes from "./OnCall.module.css";
import { schedulesQuery } from "./notifications";
import { Schedule } from "./Schedule";
import { ScheduleDialog } from "./ScheduleDialog";
import { t } from "./texts";

/** Who is on call, now and in the next weeks, and who steps in for whom. */
export function OnCallPage() {
  const schedules = useQuery(schedulesQuery);
  const mayEdit = useMay("notifications:edit");
  const [editing, setEditing] = useState<OnCallSchedule | "new" | null>(null);
  return (
    <Page
      title={t("onCall")}
      lead={t("onCallLead")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
            {t("addSchedule")}
          </Button>
        )
      }
    >
      <Loaded query={schedules} what={t("schedules")}>
        {(rows) =>
          rows.length === 0 ? (
            <Panel title={t("schedules")}>
              <Empty title={t("noSchedules")}>{t("noSchedulesHint")}</Empty>
            </Panel>
          ) : (
            <div className={classes.stack}>
              {rows.map((row) => (
                <Schedule key={row.id} schedule={row} onEdit={() => setEditing(row)} />
              ))}
            </div>
          )
        }
      </Loaded>
      {editing && (
        <ScheduleDialog schedule={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
