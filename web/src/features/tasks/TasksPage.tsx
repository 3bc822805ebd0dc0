import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { BackgroundTask, TaskQuery } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { oneOf } from "@/lib/search";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { DataTable } from "@/ui/table/DataTable";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { allPages, usePages } from "@/ui/table/usePages";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { useSelection } from "@/ui/table/useSelection";
import { BulkTasks } from "./BulkTasks";
import { LongWork } from "./LongWork";
import { stateLabel, taskColumns } from "./taskColumns";
import { TaskDrawer } from "./TaskDrawer";
import { fetchTasks, tasksKey } from "./tasks";
import { STATES, type TaskSearch } from "./taskSearch";
import { t } from "./texts";

const RENEW_MS = 5_000;

/** Work in the background: what waits, runs, ended, was given up or cancelled; what waits can be cancelled. */
export function TasksPage() {
  const search = useSearch({ from: "/app/tasks" });
  const navigate = useNavigate({ from: "/tasks" });
  const operate = useMay("system:operate");
  const discoveries = useMay("discovery:view");
  const selection = useSelection();
  const [open, setOpen] = useState<BackgroundTask>();
  const filter = useMemo<TaskQuery>(
    () => ({ q: search.q, state: search.state, sort: search.sort }),
    [search],
  );
  const list = usePages<BackgroundTask>(
    [...tasksKey, filter],
    (offset, limit, signal) => fetchTasks(filter, offset, limit, signal),
    RENEW_MS,
  );
  const choice = useColumnChoice("tasks", taskColumns);
  const change = (next: Partial<TaskSearch>) => {
    selection.clear();
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  };
  return (
    <Page title={t("tasks")} lead={list.isPending ? t("counting") : t("nTasks", { count: list.total })} fill>
      {discoveries && <LongWork />}
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchTasks")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("state")}
          value={search.state}
          options={STATES.map((value) => ({ value, label: stateLabel(value) }))}
          onChange={(state) => change({ state: oneOf(state, STATES) })}
        />
        <span className={frame.grow} />
        <TableTools
          tableId="tasks"
          choice={choice}
          rows={() => allPages((offset, limit) => fetchTasks(filter, offset, limit))}
        />
      </div>
      <div className={frame.frame} aria-busy={list.isFetching}>
        {operate && <BulkTasks selection={selection} rowAt={list.rowAt} count={list.total} />}
        {list.error ? (
          <Failure doing={t("couldNotLoad")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={10} label={t("loading")} />
        ) : (
          <DataTable
            label={t("tasks")}
            columns={choice.shown}
            count={list.total}
            question={list.question}
            rowAt={list.rowAt}
            keyOf={(task) => task.id}
            nameOf={(task) => `${task.name} ${task.id}`}
            onVisible={list.setVisible}
            sort={search.sort}
            onSort={(sort) => change({ sort: sort || undefined })}
            onOpen={setOpen}
            selection={operate ? selection : undefined}
            empty={<Empty title={t("noTasks")}>{t("noTasksHint")}</Empty>}
          />
        )}
      </div>
      {open && <TaskDrawer task={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
