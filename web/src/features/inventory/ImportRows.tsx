import { useState } from "react";
import type { ImportPreview, ImportRow } from "@/api/types";
import { count, wordsWithin } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { Panel } from "@/ui/Panel";
import { Empty } from "@/ui/states";
import { Status } from "@/ui/Status";
import { DataTable } from "@/ui/table/DataTable";
import type { Column } from "@/ui/table/columns";
import { shown } from "./imports";
import classes from "./Import.module.css";
import { t } from "./texts";

const ACTIONS = ["error", "create", "update", "unchanged"] as const;
type Action = (typeof ACTIONS)[number];

const COLUMNS: readonly Column<ImportRow>[] = [
  { id: "line", head: t("line"), width: "4rem", narrow: "2.6rem", align: "end", cell: (row) => row.line },
  {
    id: "action",
    head: t("whatHappens"),
    width: "8rem",
    narrow: "5.6rem",
    cell: (row) => <Status code={row.action} />,
  },
  {
    id: "name",
    head: t("device"),
    width: "minmax(7rem, 1fr)",
    narrow: "5rem",
    cell: (row) => row.name || <span className="faint">{t("noName")}</span>,
  },
  {
    id: "changes",
    head: t("changes"),
    width: "minmax(10rem, 3.5fr)",
    narrow: "minmax(6rem, 1fr)",
    cell: (row) => <Changes row={row} />,
  },
];

/** Every line of the list and what becomes of it. */
export function ImportRows({ answer, applied }: { answer: ImportPreview; applied: boolean }) {
  const [only, setOnly] = useState<Action | undefined>();
  const rows = only ? answer.rows.filter((row) => row.action === only) : answer.rows;
  return (
    <Panel
      title={applied ? t("whatWasChanged") : t("whatWouldChange")}
      flush
      actions={
        <div className={classes.counts} role="group" aria-label={t("showLines")}>
          {ACTIONS.map((action) => (
            <button
              key={action}
              type="button"
              className={classes.count}
              aria-pressed={only === action}
              onClick={() => setOnly(only === action ? undefined : oneOf(action, ACTIONS))}
            >
              <Status code={action} label={`${count(answer.summary[action])} ${wordsWithin(action)}`} />
            </button>
          ))}
        </div>
      }
    >
      <DataTable
        label={t("linesOfTheList")}
        columns={COLUMNS}
        count={rows.length}
        rowAt={(index) => rows[index]}
        keyOf={(row) => row.line}
        height="auto"
        empty={<Empty title={t("noSuchLine")} />}
      />
    </Panel>
  );
}

function Changes({ row }: { row: ImportRow }) {
  if (row.errors.length > 0)
    return (
      <span className={classes.error} title={row.errors.join("\n")}>
        {row.errors.join("; ")}
      </span>
    );
  const changes = Object.entries(row.changes);
  const text = changes
    .map(([field, { before, after }]) =>
      row.action === "create" ? `${field} ${shown(after)}` : `${field}: ${shown(before)} → ${shown(after)}`,
    )
    .join(" · ");
  return (
    <span className="dim" title={text}>
      {text}
    </span>
  );
}
