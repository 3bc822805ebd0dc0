import { useMemo } from "react";
import type { MapEdge } from "@/api/types";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { endText } from "./topology";
import { t } from "./texts";

interface Row {
  id: number;
  edge: MapEdge;
}

const COLUMNS: readonly Column<Row>[] = [
  { id: "state", head: t("state"), width: "6.5rem", cell: ({ edge }) => <Status code={edge.state} /> },
  {
    id: "a",
    head: t("from"),
    width: "minmax(8rem, 2fr)",
    cell: ({ edge }) => (edge.members.length > 0 ? edge.key : endText(edge.a)),
  },
  {
    id: "b",
    head: t("to"),
    width: "minmax(8rem, 2fr)",
    cell: ({ edge }) => (edge.members.length > 0 ? edge.members.map(endText).join(", ") : endText(edge.b)),
  },
  {
    id: "kind",
    head: t("kind"),
    width: "minmax(5rem, 1fr)",
    from: 48,
    cell: ({ edge }) => `${edge.layer} · ${edge.kind}`,
  },
  {
    id: "sources",
    head: t("sources"),
    width: "minmax(6rem, 1.2fr)",
    from: 56,
    cell: ({ edge }) => edge.sources.join(", ") || edge.session_state,
  },
  {
    id: "sides",
    head: t("evidence"),
    width: "minmax(6rem, 1fr)",
    from: 70,
    cell: ({ edge }) =>
      edge.conflicts.length > 0
        ? edge.conflicts.join("; ")
        : edge.two_sided === false
          ? t("oneSide")
          : t("bothSides"),
  },
  {
    id: "seen",
    head: t("lastSeen"),
    width: "9rem",
    from: 80,
    cell: ({ edge }) => <Moment at={edge.last_seen} />,
  },
];

interface LinkTableProps {
  edges: readonly MapEdge[];
  onOpen: (key: string) => void;
}

/** The same information as the drawing, for those who read or listen rather than look. */
export function LinkTable({ edges, onOpen }: LinkTableProps) {
  const rows = useMemo(() => edges.map((edge, id) => ({ id, edge })), [edges]);
  return (
    <DataTable
      label={t("links")}
      columns={COLUMNS}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={(row) => row.id}
      onOpen={(row) => onOpen(row.edge.key)}
      empty={<Empty title={t("nothingYet")}>{t("nothingYetWhy")}</Empty>}
    />
  );
}
