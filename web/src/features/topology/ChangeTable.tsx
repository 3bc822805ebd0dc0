import { useMemo } from "react";
import type { MapChange } from "@/api/types";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { changeText, markOf } from "./differences";
import { t } from "./texts";
import { runOf } from "./topology";

interface Row {
  id: number;
  change: MapChange;
}

const edgeOf = ({ before, after }: MapChange) => after ?? before;
const TONE = { appeared: "info", gone: "off", changed: "warning" } as const;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "what",
    head: t("difference"),
    width: "minmax(9rem, 1.4fr)",
    narrow: "minmax(5.5rem, 1fr)",
    cell: ({ change }) => {
      const mark = markOf(change) ?? "changed";
      const worse = change.differences.includes("state") && change.after?.state === "down";
      return <Status code={mark} tone={worse ? "bad" : TONE[mark]} label={changeText(change)} />;
    },
  },
  {
    id: "a",
    head: t("from"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1.2fr)",
    cell: ({ change }) => {
      const edge = edgeOf(change);
      return edge ? runOf(edge)[0] : "";
    },
  },
  {
    id: "b",
    head: t("to"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1.2fr)",
    cell: ({ change }) => {
      const edge = edgeOf(change);
      return edge ? runOf(edge)[1] : "";
    },
  },
  {
    id: "kind",
    head: t("kind"),
    width: "minmax(6rem, 1fr)",
    from: 48,
    cell: ({ change }) => `${edgeOf(change)?.layer ?? ""} · ${edgeOf(change)?.kind ?? ""}`,
  },
  {
    id: "seen",
    head: t("lastSeen"),
    width: "9rem",
    from: 70,
    cell: ({ change }) => <Moment at={edgeOf(change)?.last_seen} />,
  },
];

interface ChangeTableProps {
  changes: readonly MapChange[];
  onOpen: (key: string) => void;
}

/** What the drawing marks as new, gone or changed, for those who read or listen rather than look. */
export function ChangeTable({ changes, onOpen }: ChangeTableProps) {
  const rows = useMemo(() => changes.map((change, id) => ({ id, change })), [changes]);
  return (
    <DataTable
      label={t("viewChanges")}
      columns={COLUMNS}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={(row) => row.id}
      onOpen={(row) => onOpen(row.change.key)}
      empty={<Empty title={t("nothingChanged")}>{t("nothingChangedWhy")}</Empty>}
    />
  );
}
