import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Incident, IncidentQuery } from "@/api/types";
import { count, words } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { useRefreshOn } from "@/live/useLive";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { usePages } from "@/ui/table/usePages";
import { fetchIncidents } from "./incidents";
import { STAGES, type IncidentSearch } from "./incidentSearch";
import { t } from "./texts";
import { titleOf } from "./title";

const COLUMNS: readonly Column<Incident>[] = [
  { id: "priority", head: t("priority"), width: "4.5rem", cell: (one) => one.priority, from: 24 },
  { id: "severity", head: t("severity"), width: "7rem", cell: (one) => <Status code={one.severity} /> },
  {
    id: "title",
    head: t("what"),
    width: "minmax(11rem, 6fr)",
    cell: (one) => (
      <Link to="/incidents/$incidentId" params={{ incidentId: String(one.id) }} title={titleOf(one)}>
        {titleOf(one)}
      </Link>
    ),
  },
  { id: "stage", head: t("stage"), width: "6.5rem", cell: (one) => <Status code={one.stage} />, from: 40 },
  { id: "since", head: t("since"), width: "10.5rem", cell: (one) => <Moment at={one.opened_at} />, from: 48 },
  {
    id: "isolated",
    head: t("cutOff"),
    width: "5.5rem",
    cell: (one) => count(one.isolated.length),
    from: 64,
  },
  {
    id: "suppressed",
    head: t("heldBack"),
    width: "6.5rem",
    cell: (one) => count(one.suppressed),
    from: 72,
  },
  {
    id: "acknowledged",
    head: t("whoIsOnIt"),
    width: "minmax(6rem, 1fr)",
    cell: (one) => one.assigned_to || one.acknowledged_by || <span className="faint">{t("nobody")}</span>,
    from: 64,
  },
];

/** Incidents, newest first; the list follows what happens. */
export function IncidentsPage() {
  const search = useSearch({ from: "/app/incidents" });
  const navigate = useNavigate({ from: "/incidents" });
  const filter = useMemo<IncidentQuery>(
    () => ({ q: search.q, stage: search.stage, sort: "-opened_at" }),
    [search],
  );
  const list = usePages<Incident>(["incidents", "list", filter], (offset, limit, signal) =>
    fetchIncidents(filter, offset, limit, signal),
  );
  useRefreshOn("incidents", [["incidents"]], 1_000);
  const change = (next: Partial<IncidentSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={t("incidents")}
      lead={list.isPending ? t("counting") : t("nIncidents", { count: list.total })}
      fill
    >
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchIncidents")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("stage")}
          value={search.stage}
          options={STAGES.map((value) => ({ value, label: words(value) }))}
          onChange={(stage) => change({ stage: oneOf(stage, STAGES) })}
        />
      </div>
      <div className={frame.frame}>
        {list.error ? (
          <Failure doing={t("couldNotLoad")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={8} label={t("loading")} />
        ) : (
          <DataTable
            label={t("incidents")}
            columns={COLUMNS}
            count={list.total}
            question={list.question}
            rowAt={list.rowAt}
            keyOf={(one) => one.id}
            onVisible={list.setVisible}
            empty={<Empty title={t("noIncidents")}>{t("nothingIsBroken")}</Empty>}
          />
        )}
      </div>
    </Page>
  );
}
