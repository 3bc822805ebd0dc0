import { useMemo } from "react";
import { inUnit, percent } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { summaryOf, type Summary } from "./derive";
import classes from "./Explorer.module.css";
import type { Line } from "./lines";
import { t } from "./texts";

interface Row extends Line {
  summary: Summary;
}

type Figure = "last" | "min" | "mean" | "p95" | "max";
/** As many rem as the table needs for it: on a phone the names of the lines and one figure have room. */
const FROM: Partial<Record<Figure, number>> = { min: 52, mean: 52, last: 32, max: 22 };
const FIGURES: readonly Figure[] = ["last", "min", "mean", "p95", "max"];

const columns: readonly Column<Row>[] = [
  {
    id: "line",
    head: t("line"),
    width: "minmax(10rem, 3fr)",
    narrow: "minmax(6rem, 1fr)",
    sort: "line",
    value: (row) => row.label,
    cell: (row) => (
      <span className={classes.line}>
        <span className={classes.swatch} data-color={row.color} data-dashed={row.dashed} aria-hidden="true" />
        <span className="truncate">{row.label}</span>
      </span>
    ),
  },
  ...FIGURES.map((figure): Column<Row> => ({
    id: figure,
    head: t(`figure.${figure}`),
    width: "minmax(5.5rem, 1fr)",
    narrow: "5.5rem",
    align: "end",
    sort: figure,
    from: FROM[figure],
    value: (row) => row.summary[figure],
    cell: (row) => inUnit(row.summary[figure], row.unit),
  })),
  {
    id: "known",
    head: t("known"),
    width: "5.5rem",
    align: "end",
    sort: "known",
    from: 60,
    value: (row) => row.summary.known,
    cell: (row) => percent(Math.round(row.summary.known * 100)),
  },
];

/** Every line in numbers. */
export function SummaryTable({ lines }: { lines: readonly Line[] }) {
  const rows = useMemo(
    () => lines.map((line): Row => ({ ...line, summary: summaryOf(line.points) })),
    [lines],
  );
  return (
    <Panel title={t("figures")} note={t("percentileNote")}>
      <ListTable
        tableId="explorer"
        label={t("figures")}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.key}
        usualSort="-mean"
        height="auto"
        empty=""
      />
    </Panel>
  );
}
