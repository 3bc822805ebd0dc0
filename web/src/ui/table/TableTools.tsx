import { IconColumns3, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { Drop } from "../Drop";
import drop from "../Drop.module.css";
import { t } from "../texts";
import { tellFailed } from "../toast";
import type { Column } from "./columns";
import { download, toCsv } from "./csv";
import { SavedViews } from "./SavedViews";
import classes from "./TableFrame.module.css";
import type { ColumnChoice } from "./useColumnChoice";

interface TableToolsProps<T> {
  /** Names the table in files, saved views and remembered columns: "devices". */
  tableId: string;
  choice: ColumnChoice<T>;
  /** All rows of the list as it is filtered now, for the file. */
  rows: () => readonly T[] | Promise<readonly T[]>;
}

/** What one does with a whole table: choose columns, keep the view, take it along as a file. */
export function TableTools<T>({ tableId, choice, rows }: TableToolsProps<T>) {
  const [busy, setBusy] = useState(false);

  async function save(columns: readonly Column<T>[]) {
    setBusy(true);
    try {
      download(`${tableId}.csv`, toCsv(columns, await rows()));
    } catch (error) {
      tellFailed(t("fileNotWritten"), error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <span className={classes.tools}>
      <SavedViews tableId={tableId} />
      <Drop label={<IconColumns3 size={16} aria-hidden="true" />} title={t("columns")} align="end">
        {choice.switchable.map((column) => (
          <label key={column.id} className={drop.item}>
            <input
              type="checkbox"
              checked={choice.isShown(column.id)}
              onChange={() => choice.toggle(column.id)}
            />
            {column.head}
          </label>
        ))}
        <div className={drop.rule} />
        <button type="button" className={drop.item} disabled={!choice.reset} onClick={choice.reset}>
          {t("usualColumns")}
        </button>
        <button type="button" className={drop.item} disabled={busy} onClick={() => void save(choice.shown)}>
          <IconDownload size={15} aria-hidden="true" />
          {t("exportCsv")}
        </button>
      </Drop>
    </span>
  );
}
