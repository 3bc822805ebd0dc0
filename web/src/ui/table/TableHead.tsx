import { useState } from "react";
import { afterPaint } from "./afterPaint";
import { nextSort, sortState, type Column } from "./columns";
import type { Key, Selection } from "./useSelection";
import classes from "./DataTable.module.css";
import { t } from "@/ui/texts";

interface TableHeadProps<T, K extends Key> {
  columns: readonly Column<T>[];
  template: string;
  count: number;
  rowAt: (index: number) => T | undefined;
  keyOf: (row: T) => K;
  sort?: string;
  onSort?: (sort: string) => void;
  selection?: Selection<K>;
}

const ARROWS = { ascending: "↑", descending: "↓", none: "" } as const;

export function TableHead<T, K extends Key>({
  columns,
  template,
  sort: given = "",
  onSort,
  ...rest
}: TableHeadProps<T, K>) {
  const [pressed, setPressed] = useState<{ sort: string; instead: string }>();
  if (pressed && pressed.instead !== given) setPressed(undefined);
  const sort = pressed?.sort ?? given;

  /** The arrow turns at once; what the page does with it (address, question, rows) follows after that is painted. */
  function press(next: string) {
    setPressed({ sort: next, instead: given });
    afterPaint(() => onSort?.(next));
  }

  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow} style={{ gridTemplateColumns: template }}>
        {rest.selection && (
          <div role="columnheader" className={classes.check}>
            <SelectLoaded {...rest} selection={rest.selection} />
          </div>
        )}
        {columns.map((column) => {
          const state = sortState(sort, column.sort);
          return (
            <div
              key={column.id}
              role="columnheader"
              className={classes.headCell}
              data-align={column.align}
              aria-sort={column.sort && onSort ? state : undefined}
            >
              {column.sort && onSort ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={state !== "none" || undefined}
                  onClick={() => press(nextSort(sort, column.sort ?? ""))}
                >
                  {column.head}
                  <span aria-hidden="true"> {ARROWS[state]}</span>
                </button>
              ) : (
                column.head
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

type SelectLoadedProps<T, K extends Key> = Pick<TableHeadProps<T, K>, "count" | "rowAt" | "keyOf"> & {
  selection: Selection<K>;
};

/** Selects what has been loaded; the label says so, because a longer list may continue. */
function SelectLoaded<T, K extends Key>({ count, rowAt, keyOf, selection }: SelectLoadedProps<T, K>) {
  const loaded: K[] = [];
  for (let index = 0; index < count; index += 1) {
    const row = rowAt(index);
    if (row) loaded.push(keyOf(row));
  }
  const all = loaded.length > 0 && loaded.every((key) => selection.has(key));
  return (
    <input
      type="checkbox"
      checked={all}
      ref={(element) => {
        if (element) element.indeterminate = !all && selection.size > 0;
      }}
      onChange={() => (all ? selection.clear() : selection.add(loaded))}
      aria-label={t("selectTheLoadedRows", { number: loaded.length })}
    />
  );
}
