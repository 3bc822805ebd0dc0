import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Site } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { overviewQuery } from "@/features/overview/overview";
import { NOT_KNOWN } from "@/lib/format";
import { Confirm } from "@/ui/Confirm";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { StateBar } from "@/ui/StateBar";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { actionsColumn, changing, removing } from "@/ui/table/RowActions";
import { tellDone } from "@/ui/toast";
import { SiteDialog } from "./SiteDialog";
import { SiteMap } from "./SiteMap";
import { allSitesQuery, deleteSite, saveSite, sitesKey } from "./sites";
import { t } from "./texts";

/** Where devices are: on the map, and as a list. */
export function SitesPage() {
  const sites = useQuery(allSitesQuery);
  const overview = useQuery(overviewQuery);
  const mayEdit = useMay("groups:edit");
  const [editing, setEditing] = useState<Site | "new" | null>(null);
  const [deleting, setDeleting] = useState<Site | null>(null);
  const columns = useMemo(
    () => columnsOf(overview.data?.sites ?? [], mayEdit ? { edit: setEditing, remove: setDeleting } : null),
    [overview.data, mayEdit],
  );
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
            {t("add")}
          </Button>
        )
      }
    >
      <Panel title={t("map")} flush>
        <SiteMap />
      </Panel>
      <Panel title={t("title")}>
        <Loaded query={sites} what={t("sites")}>
          {(rows) => (
            <ListTable
              tableId="sites"
              label={t("title")}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.id}
              search={t("search")}
              usualSort="name"
              height="auto"
              empty={<Empty title={t("none")}>{t("noneHint")}</Empty>}
            />
          )}
        </Loaded>
      </Panel>
      {editing && (
        <SiteDialog site={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {deleting && <DeleteSite site={deleting} onClose={() => setDeleting(null)} />}
    </Page>
  );
}

interface States {
  id: number | null;
  up: number;
  down: number;
  unknown: number;
}

function columnsOf(
  states: readonly States[],
  may: { edit: (site: Site) => void; remove: (site: Site) => void } | null,
): Column<Site>[] {
  const byId = new Map(states.map((one) => [one.id, one]));
  const columns: Column<Site>[] = [
    {
      id: "name",
      head: t("name"),
      width: "minmax(8rem, 1.2fr)",
      narrow: "minmax(5rem, 1fr)",
      sort: "name",
      value: (row) => row.name,
      cell: (row) => (
        <Link to="/devices" search={{ site: row.id }}>
          {row.name}
        </Link>
      ),
    },
    {
      id: "description",
      head: t("description"),
      width: "minmax(8rem, 2fr)",
      from: 48,
      value: (row) => row.description,
      cell: (row) => row.description,
    },
    {
      id: "place",
      head: t("place"),
      width: "9rem",
      from: 60,
      value: (row) => (row.latitude === null ? "" : `${row.latitude}, ${row.longitude ?? ""}`),
      cell: (row) =>
        row.latitude === null || row.longitude === null
          ? NOT_KNOWN
          : `${row.latitude.toFixed(2)}, ${row.longitude.toFixed(2)}`,
    },
    {
      id: "target",
      head: t("target"),
      width: "6rem",
      align: "end",
      optional: true,
      sort: "target",
      value: (row) => row.availability_target,
      cell: (row) => (row.availability_target === null ? NOT_KNOWN : `${row.availability_target} %`),
    },
    {
      id: "zone",
      head: t("timeZone"),
      width: "9rem",
      optional: true,
      value: (row) => row.time_zone,
      cell: (row) => row.time_zone ?? NOT_KNOWN,
    },
    {
      id: "devices",
      head: t("devices"),
      width: "5rem",
      from: 26,
      align: "end",
      sort: "devices",
      value: (row) => row.device_count,
      cell: (row) => row.device_count,
    },
    {
      id: "state",
      head: t("state"),
      width: "minmax(6rem, 1fr)",
      narrow: "minmax(4.5rem, 1fr)",
      sort: "down",
      value: (row) => byId.get(row.id)?.down ?? 0,
      cell: (row) => {
        const state = byId.get(row.id);
        return state ? <StateBar up={state.up} down={state.down} unknown={state.unknown} /> : NOT_KNOWN;
      },
    },
  ];
  if (may) {
    columns.push(
      actionsColumn({
        head: t("actions"),
        width: "11.5rem",
        most: 2,
        of: (row) => [
          changing(t("edit"), t("editSite", { name: row.name }), () => may.edit(row)),
          removing(t("delete"), t("deleteOf", { name: row.name }), () => may.remove(row)),
        ],
      }),
    );
  }
  return columns;
}

function DeleteSite({ site, onClose }: { site: Site; onClose: () => void }) {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  async function remove() {
    try {
      await deleteSite(site.id);
      await queries.invalidateQueries({ queryKey: sitesKey });
      const { name, description, latitude, longitude, time_zone, availability_target } = site;
      tellDone(t("deleted", { name }), undefined, async () => {
        await saveSite(undefined, { name, description, latitude, longitude, time_zone, availability_target });
        await queries.invalidateQueries({ queryKey: sitesKey });
      });
      onClose();
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <Confirm
      open
      title={t("deleteQuestion", { name: site.name })}
      action={t("delete")}
      danger
      error={error}
      consequences={[t("deleteConsequence")]}
      onClose={onClose}
      onConfirm={() => void remove()}
    />
  );
}
