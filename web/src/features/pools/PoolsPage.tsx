import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, body } from "@/api/client";
import type { Pool } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { NOT_KNOWN } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Confirm } from "@/ui/Confirm";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { actionsColumn, changing, removing } from "@/ui/table/RowActions";
import { allPages } from "@/ui/table/usePages";
import { tellDone } from "@/ui/toast";
import { filterText } from "./filterText";
import { PoolDialog } from "./PoolDialog";
import { poolsKey } from "./pools";
import { t } from "./texts";

const allPoolsQuery = queryOptions({
  queryKey: [...poolsKey, "all"],
  queryFn: () =>
    allPages((offset, limit) => body(api.GET("/api/v1/pools", { params: { query: { offset, limit } } }))),
});

/** Named sets of devices: by a filter, or by listing them. */
export function PoolsPage() {
  const pools = useQuery(allPoolsQuery);
  const mayEdit = useMay("groups:edit");
  const [editing, setEditing] = useState<Pool | "new" | null>(null);
  const [deleting, setDeleting] = useState<Pool | null>(null);
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
      <Panel title={t("title")}>
        <Loaded query={pools} what={t("pools")}>
          {(rows) => (
            <ListTable
              tableId="pools"
              label={t("title")}
              columns={mayEdit ? [...columns, actions(setEditing, setDeleting)] : columns}
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
        <PoolDialog pool={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {deleting && <DeletePool pool={deleting} onClose={() => setDeleting(null)} />}
    </Page>
  );
}

const columns: readonly Column<Pool>[] = [
  {
    id: "name",
    head: t("name"),
    width: "minmax(8rem, 1fr)",
    narrow: "minmax(5rem, 1fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => (
      <Link to="/devices" search={{ pool: row.id }}>
        {row.name}
      </Link>
    ),
  },
  {
    id: "members",
    head: t("members"),
    width: "minmax(10rem, 3fr)",
    from: 36,
    value: (row) => filterText(row.filter) ?? t("listed"),
    cell: (row) => (
      <span title={filterText(row.filter) ?? undefined}>{filterText(row.filter) ?? t("listed")}</span>
    ),
  },
  {
    id: "target",
    head: t("target"),
    width: "6rem",
    align: "end",
    from: 44,
    sort: "target",
    value: (row) => row.availability_target,
    cell: (row) => (row.availability_target === null ? NOT_KNOWN : `${row.availability_target} %`),
  },
  {
    id: "devices",
    head: t("devices"),
    width: "6rem",
    narrow: "5rem",
    align: "end",
    sort: "devices",
    value: (row) => row.device_count,
    cell: (row) => row.device_count,
  },
  {
    id: "changed",
    head: t("changed"),
    width: "8rem",
    align: "end",
    from: 48,
    sort: "changed",
    value: (row) => row.updated_at,
    cell: (row) => <Age at={row.updated_at} everySeconds={5} />,
  },
];

const actions = (edit: (pool: Pool) => void, remove: (pool: Pool) => void) =>
  actionsColumn<Pool>({
    head: t("actions"),
    width: "11.5rem",
    most: 2,
    of: (row) => [
      changing(t("edit"), t("editPool", { name: row.name }), () => edit(row)),
      removing(t("delete"), t("deleteOf", { name: row.name }), () => remove(row)),
    ],
  });

function DeletePool({ pool, onClose }: { pool: Pool; onClose: () => void }) {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  async function remove() {
    try {
      await api.DELETE("/api/v1/pools/{pool_id}", { params: { path: { pool_id: pool.id } } });
      await queries.invalidateQueries({ queryKey: poolsKey });
      tellDone(t("deleted", { name: pool.name }), undefined, async () => {
        const { name, filter, members, availability_target } = pool;
        const made = { name, availability_target, ...(filter ? { filter } : { members }) };
        await body(api.POST("/api/v1/pools", { body: made }));
        await queries.invalidateQueries({ queryKey: poolsKey });
      });
      onClose();
    } catch (problem) {
      setError(problem);
    }
  }
  return (
    <Confirm
      open
      title={t("deleteQuestion", { name: pool.name })}
      action={t("delete")}
      danger
      error={error}
      consequences={[t("devicesStay", { count: pool.device_count })]}
      onClose={onClose}
      onConfirm={() => void remove()}
    />
  );
}
