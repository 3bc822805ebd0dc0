import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Alert, AlertQuery } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { words } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Empty, Failure, Waiting } from "@/ui/states";
import { DataTable } from "@/ui/table/DataTable";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { usePages } from "@/ui/table/usePages";
import { useSelection } from "@/ui/table/useSelection";
import { alertColumns } from "./alertColumns";
import { alertsKey, fetchAlerts } from "./alerts";
import { SEVERITIES, STATES, type AlertSearch } from "./alertSearch";
import { BulkActions } from "./BulkActions";
import { t } from "./texts";

/** Alerts: what lasts, latest first, unless a state is chosen. Several can be acknowledged, taken over or shelved. */
export function AlertsPage() {
  const search = useSearch({ from: "/app/alerts" });
  const navigate = useNavigate({ from: "/alerts" });
  const mayAct = useMay("alerts:edit");
  const selection = useSelection();
  const filter = useMemo<AlertQuery>(
    () => ({
      q: search.q,
      state: search.state,
      severity: search.severity,
      open: search.state === undefined ? true : undefined,
      sort: search.sort ?? "-raised_at",
    }),
    [search],
  );
  const list = usePages<Alert>([...alertsKey, filter], (offset, limit, signal) =>
    fetchAlerts(filter, offset, limit, signal),
  );
  useRefreshOn("incidents", [alertsKey], 1_000);
  const change = (next: Partial<AlertSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={t("alerts")}
      lead={list.isPending ? t("counting") : t("nAlerts", { count: list.total })}
      fill
    >
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchAlerts")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("state")}
          value={search.state}
          options={STATES.map((value) => ({ value, label: words(value) }))}
          onChange={(state) => change({ state: oneOf(state, STATES) })}
        />
        <Filter
          label={t("severity")}
          value={search.severity}
          options={SEVERITIES.map((value) => ({ value, label: words(value) }))}
          onChange={(severity) => change({ severity: oneOf(severity, SEVERITIES) })}
        />
      </div>
      <div className={frame.frame} aria-busy={list.isFetching}>
        {selection.size > 0 && <BulkActions selection={selection} />}
        {list.error ? (
          <Failure doing={t("couldNotLoad")} error={list.error} retry={list.refetch} />
        ) : list.isPending ? (
          <Waiting rows={10} label={t("loading")} />
        ) : (
          <DataTable
            label={t("alerts")}
            columns={alertColumns}
            count={list.total}
            question={list.question}
            rowAt={list.rowAt}
            keyOf={(alert) => alert.id}
            nameOf={(alert) => `${alert.entity} ${alert.kind}`}
            onVisible={list.setVisible}
            sort={search.sort ?? "-raised_at"}
            onSort={(sort) => change({ sort: sort || undefined })}
            selection={mayAct ? selection : undefined}
            empty={<Empty title={t("noAlerts")}>{t("noAlertsHint")}</Empty>}
          />
        )}
      </div>
    </Page>
  );
}
