import { Button } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Anomaly, AnomalyQuery } from "@/api/types";
import { words } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { useRefreshOn } from "@/live/useLive";
import { DeviceLink } from "@/ui/DeviceLink";
import { Age } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { usePages } from "@/ui/table/usePages";
import { fetchAnomalies, kindOf } from "./anomalies";
import { KINDS, LASTING, SEVERITIES, type AnomalySearch } from "./anomalySearch";
import { reasonOf } from "./reason";
import { t } from "./texts";

const COLUMNS: readonly Column<Anomaly>[] = [
  { id: "severity", head: t("severity"), width: "6.5rem", cell: (one) => <Status code={one.severity} /> },
  {
    id: "what",
    head: t("what"),
    width: "minmax(9rem, 1.2fr)",
    narrow: "minmax(6.5rem, 1.2fr)",
    cell: (one) => (
      <Link to="/anomalies/$anomalyId" params={{ anomalyId: String(one.id) }} title={reasonOf(one)}>
        {kindOf(one.kind)} · {words(one.metric)}
      </Link>
    ),
  },
  {
    id: "device",
    head: t("device"),
    width: "minmax(6rem, 1fr)",
    narrow: "minmax(5.5rem, 1fr)",
    cell: (one) => <DeviceLink id={one.device_id} name={one.device_name} />,
  },
  { id: "object", head: t("object"), width: "minmax(6rem, 1fr)", cell: (one) => one.object, from: 48 },
  { id: "reason", head: t("why"), width: "minmax(14rem, 3fr)", cell: (one) => reasonOf(one), from: 64 },
  {
    id: "since",
    head: t("since"),
    width: "6rem",
    cell: (one) => <Age at={one.opened_at} everySeconds={15} />,
  },
  {
    id: "state",
    head: t("state"),
    width: "8rem",
    from: 56,
    cell: (one) =>
      one.verdict ? (
        <Status code="off" tone="off" label={t("noAnomaly")} />
      ) : one.closed_at === null ? (
        <Status code="open" label={t("lasts")} />
      ) : (
        <Status code="closed" label={t("over")} />
      ),
  },
];

/** The inbox of anomalies: what departs from normal now, newest first; the list follows what happens. */
export function AnomaliesPage() {
  const search = useSearch({ from: "/app/anomalies" });
  const navigate = useNavigate({ from: "/anomalies" });
  const filter = useMemo<AnomalyQuery>(() => filterOf(search), [search]);
  const list = usePages<Anomaly>(["anomalies", "list", filter], (offset, limit, signal) =>
    fetchAnomalies(filter, offset, limit, signal),
  );
  useRefreshOn("anomalies", [["anomalies"]], 2_000);
  const change = (next: Partial<AnomalySearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={t("anomalies")}
      lead={list.isPending ? t("counting") : t("nAnomalies", { count: list.total })}
      fill
    >
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchAnomalies")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("state")}
          none={t("lasts")}
          value={search.show}
          options={[
            { value: "over", label: t("over") },
            { value: "all", label: t("all") },
          ]}
          onChange={(show) => change({ show: oneOf(show, LASTING) })}
        />
        <Filter
          label={t("kind")}
          value={search.kind}
          options={KINDS.map((value) => ({ value, label: kindOf(value) }))}
          onChange={(kind) => change({ kind: oneOf(kind, KINDS) })}
        />
        <Filter
          label={t("severity")}
          value={search.severity}
          options={SEVERITIES.map((value) => ({ value, label: words(value) }))}
          onChange={(severity) => change({ severity: oneOf(severity, SEVERITIES) })}
        />
        {search.device !== undefined && (
          <Button variant="default" size="compact-sm" onClick={() => change({ device: undefined })}>
            {t("allDevices")}
          </Button>
        )}
      </div>
      <div className={frame.frame}>
        {list.error ? (
          <Failure doing={t("couldNotLoad")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={8} label={t("loading")} />
        ) : (
          <DataTable
            label={t("anomalies")}
            columns={COLUMNS}
            count={list.total}
            question={list.question}
            rowAt={list.rowAt}
            keyOf={(one) => one.id}
            onVisible={list.setVisible}
            empty={<Empty title={t("nothingDeparts")}>{t("nothingDepartsHint")}</Empty>}
          />
        )}
      </div>
    </Page>
  );
}

const filterOf = (search: AnomalySearch): AnomalyQuery => ({
  q: search.q,
  kind: search.kind,
  severity: search.severity,
  device_id: search.device,
  open: search.show === "all" ? undefined : search.show !== "over",
  sort: "-opened_at",
});
