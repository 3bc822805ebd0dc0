import { useEffect } from "react";
import type { AuditEntry, AuditQuery } from "@/api/types";
import { actorSaid } from "@/lib/actor";
import { Moment } from "@/ui/Moment";
import { Empty, Failure, Waiting } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { usePages } from "@/ui/table/usePages";
import classes from "./Audit.module.css";
import { fetchEntries } from "./audit";
import { t } from "./texts";

const TONES = { ok: "good", denied: "warning", failed: "bad" } as const;

export function OutcomeMark({ outcome }: { outcome: string }) {
  const known = outcome === "ok" || outcome === "denied" || outcome === "failed";
  return (
    <Status code={outcome} label={known ? t(outcome) : outcome} tone={known ? TONES[outcome] : "unknown"} />
  );
}

const objectOf = ({ object }: AuditEntry): string => object.name || `${object.kind} ${object.id}`;

export const auditColumns = (onOpen: (entry: AuditEntry) => void): readonly Column<AuditEntry>[] => [
  {
    id: "at",
    head: t("time"),
    width: "10.5rem",
    narrow: "9.8rem",
    value: (entry) => entry.at,
    cell: (entry) => <Moment at={entry.at} />,
  },
  {
    id: "actor",
    head: t("who"),
    width: "minmax(6rem, 1fr)",
    narrow: "minmax(3.2rem, 0.7fr)",
    value: (entry) => entry.actor.name,
    cell: (entry) => actorSaid(entry.actor.name),
  },
  {
    id: "verb",
    head: t("what"),
    width: "minmax(8rem, 1.2fr)",
    narrow: "minmax(6rem, 1fr)",
    value: (entry) => entry.verb,
    cell: (entry) => (
      <button type="button" className={`mono ${classes.open}`} onClick={() => onOpen(entry)}>
        {entry.verb}
      </button>
    ),
  },
  {
    id: "object",
    head: t("onWhat"),
    width: "minmax(8rem, 2fr)",
    from: 40,
    value: objectOf,
    cell: (entry) => <span title={`${entry.object.kind} ${entry.object.id}`}>{objectOf(entry)}</span>,
  },
  {
    id: "address",
    head: t("from"),
    width: "9rem",
    from: 64,
    value: (entry) => entry.address,
    cell: (entry) => <span className="mono dim">{entry.address || "–"}</span>,
  },
  {
    id: "outcome",
    head: t("outcome"),
    width: "7rem",
    from: 52,
    value: (entry) => entry.outcome,
    cell: (entry) => <OutcomeMark outcome={entry.outcome} />,
  },
];

interface AuditTableProps {
  filter: AuditQuery;
  columns: readonly Column<AuditEntry>[];
  onCount: (total: number) => void;
  onOpen: (entry: AuditEntry) => void;
}

/** Entries of a filter, newest first. */
export function AuditTable({ filter, columns, onCount, onOpen }: AuditTableProps) {
  const list = usePages<AuditEntry>(["audit", "list", filter], (offset, limit, signal) =>
    fetchEntries(filter, offset, limit, signal),
  );
  const { total, isPending } = list;
  useEffect(() => {
    if (!isPending) onCount(total);
  }, [isPending, total, onCount]);
  if (list.error) return <Failure doing={t("couldNotLoad")} error={list.error} retry={list.refetch} />;
  if (isPending) return <Waiting rows={10} label={t("loading")} />;
  return (
    <DataTable
      label={t("auditLog")}
      columns={columns}
      count={total}
      question={list.question}
      rowAt={list.rowAt}
      keyOf={(entry) => entry.id}
      nameOf={(entry) => `${entry.actor.name} ${entry.verb}`}
      onOpen={onOpen}
      onVisible={list.setVisible}
      empty={<Empty title={t("noEntries")}>{t("noneMatch")}</Empty>}
    />
  );
}
