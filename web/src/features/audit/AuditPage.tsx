import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { AuditEntry, AuditQuery } from "@/api/types";
import { oneOf } from "@/lib/search";
import { Page } from "@/ui/Page";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { allPages } from "@/ui/table/usePages";
import { fetchEntries, verbsQuery } from "./audit";
import { auditColumns, AuditTable } from "./AuditTable";
import { beginningOf, OUTCOMES, SPANS, type AuditSearch } from "./auditSearch";
import { ChainNote } from "./ChainNote";
import { EntryDrawer } from "./EntryDrawer";
import { t } from "./texts";

/** Who did what to what, from where; and how far that is proven. */
export function AuditPage() {
  const search = useSearch({ from: "/app/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const verbs = useQuery(verbsQuery);
  const [total, setTotal] = useState<number | null>(null);
  const [open, setOpen] = useState<AuditEntry | null>(null);
  const columns = useMemo(() => auditColumns(setOpen), []);
  const choice = useColumnChoice("audit", columns);
  const filter = useMemo<AuditQuery>(
    () => ({
      q: search.q,
      actor: search.actor,
      verb: search.verb,
      outcome: search.outcome,
      since: search.span && beginningOf(search.span, new Date()),
      sort: "-id",
    }),
    [search],
  );
  const change = (next: Partial<AuditSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={t("auditLog")}
      lead={total === null ? t("counting") : t("nEntries", { count: total })}
      actions={<ChainNote />}
      fill
    >
      <div className={frame.filters} role="search">
        <SearchBox label={t("searchEntries")} value={search.q} onChange={(q) => change({ q })} />
        <Filter
          label={t("what")}
          value={search.verb}
          options={(verbs.data ?? []).map((verb) => ({ value: verb, label: verb }))}
          onChange={(verb) => change({ verb })}
        />
        <Filter
          label={t("outcome")}
          value={search.outcome}
          options={OUTCOMES.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => change({ outcome: oneOf(value, OUTCOMES) })}
        />
        <Filter
          label={t("span")}
          none={t("everything")}
          value={search.span}
          options={SPANS.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => change({ span: oneOf(value, SPANS) })}
        />
        <span className={frame.grow} />
        <TableTools
          tableId="audit"
          choice={choice}
          rows={() => allPages((offset, limit) => fetchEntries(filter, offset, limit))}
        />
      </div>
      <div className={frame.frame}>
        <AuditTable filter={filter} columns={choice.shown} onCount={setTotal} onOpen={setOpen} />
      </div>
      <EntryDrawer entry={open} onClose={() => setOpen(null)} />
    </Page>
  );
}
