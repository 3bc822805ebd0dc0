import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MaintenanceWindow } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { maintenanceQuery } from "./maintenance";
import { MutedNow } from "./MutedNow";
import { endOf, recursOf, startOf, targetsOf, useNames, type NameOf } from "./names";
import { PlanDialog } from "./PlanDialog";
import { t } from "./texts";
import { TONES } from "./tones";
import { WindowDrawer } from "./WindowDrawer";

/** Planned work: what is muted now, what lasts, what comes, what has been. */
export function MaintenancePage() {
  const windows = useQuery(maintenanceQuery);
  const mayEdit = useMay("maintenance:edit");
  const nameOf = useNames();
  const [planning, setPlanning] = useState<MaintenanceWindow | "new" | null>(null);
  const [opened, setOpened] = useState<MaintenanceWindow | null>(null);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setPlanning("new")}>
            {t("plan")}
          </Button>
        )
      }
    >
      <MutedNow />
      <Panel title={t("windows")}>
        <Loaded query={windows} what={t("windows")}>
          {(rows) => (
            <ListTable
              tableId="maintenance"
              label={t("title")}
              columns={columnsOf(nameOf)}
              rows={rows}
              keyOf={(row) => row.id}
              nameOf={(row) => row.name}
              onOpen={setOpened}
              search={t("search")}
              usualSort="-from"
              height="auto"
              empty={<Empty title={t("none")}>{t("noneHint")}</Empty>}
            />
          )}
        </Loaded>
      </Panel>
      {opened && (
        <WindowDrawer
          window={opened}
          nameOf={nameOf}
          onEdit={() => {
            setPlanning(opened);
            setOpened(null);
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {planning && (
        <PlanDialog window={planning === "new" ? undefined : planning} onClose={() => setPlanning(null)} />
      )}
    </Page>
  );
}

const columnsOf = (nameOf: NameOf): readonly Column<MaintenanceWindow>[] => [
  {
    id: "state",
    head: t("state"),
    width: "6.5rem",
    from: 26, // on a phone: what is being worked on stands above
    sort: "state",
    value: (row) => row.state,
    cell: (row) => <Status code={row.state} label={t(row.state)} tone={TONES[row.state]} />,
  },
  {
    id: "name",
    head: t("name"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => <span title={row.reason}>{row.name}</span>,
  },
  {
    id: "targets",
    head: t("on"),
    width: "minmax(8rem, 2fr)",
    from: 40,
    value: (row) => targetsOf(row, nameOf),
    cell: (row) => <span title={targetsOf(row, nameOf)}>{targetsOf(row, nameOf)}</span>,
  },
  {
    id: "from",
    head: t("from"),
    width: "10.5rem",
    narrow: "9.2rem",
    sort: "from",
    value: startOf,
    cell: (row) => <Moment at={startOf(row)} show="minute" />,
  },
  {
    id: "until",
    head: t("until"),
    width: "10.5rem",
    from: 40,
    sort: "until",
    value: endOf,
    cell: (row) => <Moment at={endOf(row)} show="minute" />,
  },
  {
    id: "rule",
    head: t("recurs"),
    width: "minmax(8rem, 1.5fr)",
    from: 64,
    value: (row) => recursOf(row.plan.rule),
    cell: (row) => <span title={row.plan.rule}>{recursOf(row.plan.rule)}</span>,
  },
  {
    id: "by",
    head: t("by"),
    width: "6rem",
    from: 72,
    value: (row) => row.created_by,
    cell: (row) => row.created_by,
  },
];
