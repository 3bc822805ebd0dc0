import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { MaintenanceWindow } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { Confirm } from "@/ui/Confirm";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { maintenanceQuery, useEnd, watchedQuery } from "./maintenance";
import { PlanDialog } from "./PlanDialog";
import { t } from "./texts";

/** Planned work: what lasts, what comes, what has been. */
export function MaintenancePage() {
  const windows = useQuery(maintenanceQuery);
  const mayEdit = useMay("maintenance:edit");
  const nameOf = useNames();
  const [planning, setPlanning] = useState(false);
  const [ending, setEnding] = useState<MaintenanceWindow | null>(null);
  const columns = columnsOf(nameOf);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setPlanning(true)}>
            {t("plan")}
          </Button>
        )
      }
    >
      <Panel title={t("windows")}>
        <Loaded query={windows} what={t("windows")}>
          {(rows) => (
            <ListTable
              tableId="maintenance"
              label={t("title")}
              columns={mayEdit ? [...columns, endColumn(setEnding)] : columns}
              rows={rows}
              keyOf={(row) => row.id}
              search={t("search")}
              usualSort="from"
              height="auto"
              empty={<Empty title={t("none")}>{t("noneHint")}</Empty>}
            />
          )}
        </Loaded>
      </Panel>
      {planning && <PlanDialog onClose={() => setPlanning(false)} />}
      {ending && <EndQuestion window={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

type NameOf = (kind: string, id: number) => string;

/** Names of what windows are on; a number stands until they are known. */
function useNames(): NameOf {
  const sites = useQuery(sitesQuery).data ?? [];
  const pools = useQuery(poolsQuery).data ?? [];
  const devices = useQuery(watchedQuery).data ?? [];
  return (kind, id) => {
    const among = kind === "site" ? sites : kind === "pool" ? pools : devices;
    return among.find((one) => one.id === id)?.name ?? String(id);
  };
}

const startOf = (row: MaintenanceWindow) => row.occurrence?.start ?? row.plan.starts_at;
const endOf = (row: MaintenanceWindow) => row.occurrence?.end ?? row.ended_at ?? row.plan.ends_at;

function targetsOf(row: MaintenanceWindow, nameOf: NameOf): string {
  return row.plan.targets
    .map((one) => [nameOf(one.kind, one.id), one.interface].filter(Boolean).join(" "))
    .join(", ");
}

const TONES = { active: "busy", planned: "info", over: "off" } as const;

const columnsOf = (nameOf: NameOf): readonly Column<MaintenanceWindow>[] => [
  {
    id: "state",
    head: t("state"),
    width: "6.5rem",
    value: (row) => row.state,
    cell: (row) => <Status code={row.state} label={t(row.state)} tone={TONES[row.state]} />,
  },
  {
    id: "name",
    head: t("name"),
    width: "minmax(8rem, 2fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => <span title={row.reason}>{row.name}</span>,
  },
  {
    id: "targets",
    head: t("on"),
    width: "minmax(8rem, 2fr)",
    value: (row) => targetsOf(row, nameOf),
    cell: (row) => <span title={targetsOf(row, nameOf)}>{targetsOf(row, nameOf)}</span>,
  },
  {
    id: "from",
    head: t("from"),
    width: "10.5rem",
    from: 48,
    sort: "from",
    value: startOf,
    cell: (row) => <Moment at={startOf(row)} />,
  },
  {
    id: "until",
    head: t("until"),
    width: "10.5rem",
    from: 40,
    value: endOf,
    cell: (row) => <Moment at={endOf(row)} />,
  },
  {
    id: "rule",
    head: t("recurs"),
    width: "minmax(6rem, 1fr)",
    from: 64,
    value: (row) => row.plan.rule,
    cell: (row) => row.plan.rule || <span className="faint">{t("once")}</span>,
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

const endColumn = (end: (window: MaintenanceWindow) => void): Column<MaintenanceWindow> => ({
  id: "actions",
  head: t("actions"),
  width: "6rem",
  align: "end",
  cell: (row) =>
    row.state !== "over" && (
      <Button size="compact-xs" variant="subtle" onClick={() => end(row)}>
        {t("end")}
      </Button>
    ),
});

function EndQuestion({ window, onClose }: { window: MaintenanceWindow; onClose: () => void }) {
  const end = useEnd();
  return (
    <Confirm
      open
      title={t("endQuestion", { name: window.name })}
      action={t("end")}
      busy={end.isPending}
      error={end.error}
      consequences={[t("toldAgain"), ...(window.plan.rule ? [t("recursNoMore")] : [])]}
      onClose={onClose}
      onConfirm={() => end.mutate(window, { onSuccess: onClose })}
    />
  );
}
