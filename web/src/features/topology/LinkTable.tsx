import { useMemo } from "react";
import type { MapEdge } from "@/api/types";
import { words } from "@/lib/format";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { edgeMark, usedText, type Overlay } from "./live";
import { runOf } from "./topology";
import { t } from "./texts";

interface Row {
  id: number;
  edge: MapEdge;
}

const columnsOf = (over: Overlay): readonly Column<Row>[] => [
  { id: "state", head: t("state"), width: "6.5rem", cell: ({ edge }) => <Status code={edge.state} /> },
  {
    id: "a",
    head: t("from"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1fr)",
    cell: ({ edge }) => runOf(edge)[0],
  },
  {
    id: "b",
    head: t("to"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1fr)",
    cell: ({ edge }) => runOf(edge)[1],
  },
  {
    id: "used",
    head: t("used"),
    width: "9rem",
    from: 30,
    cell: ({ edge }) => {
      const load = over.loads.get(edge.key);
      return load ? `${usedText(load.a_to_b) || "–"} / ${usedText(load.b_to_a) || "–"}` : "";
    },
  },
  {
    id: "alarms",
    head: t("openAlerts"),
    width: "minmax(6rem, 1fr)",
    from: 36,
    cell: ({ edge }) => {
      const mark = edgeMark(edge, over.marks);
      return mark ? <Status code={mark.severity} label={`${words(mark.severity)} · ${mark.count}`} /> : "";
    },
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
  over: Overlay;
  onOpen: (key: string) => void;
}

/** The same information as the drawing, for those who read or listen rather than look. */
export function LinkTable({ edges, over, onOpen }: LinkTableProps) {
  const rows = useMemo(() => edges.map((edge, id) => ({ id, edge })), [edges]);
  const columns = useMemo(() => columnsOf(over), [over]);
  return (
    <DataTable
      label={t("links")}
      columns={columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={(row) => row.id}
      onOpen={(row) => onOpen(row.edge.key)}
      empty={<Empty title={t("nothingYet")}>{t("nothingYetWhy")}</Empty>}
    />
  );
}
