import { Skeleton } from "@mantine/core";
import { memo } from "react";
import type { Column } from "./columns";
import type { Key } from "./useSelection";
import classes from "./DataTable.module.css";
import { t } from "@/ui/texts";

interface RowProps<T, K extends Key> {
  index: number;
  /** Undefined while it is on its way. */
  row: T | undefined;
  rowKey: K | undefined;
  name: string | undefined;
  columns: readonly Column<T>[];
  template: string;
  height: number;
  active: boolean;
  /** Undefined where nothing can be selected. */
  selected: boolean | undefined;
  onToggle: (key: K) => void;
  onActive: (index: number) => void;
}

/** One row. It renders again only when something of its own changed, so that a key or a click costs two rows, not all. */
function RowOf<T, K extends Key>(props: RowProps<T, K>) {
  const { index, row, rowKey, selected } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      tabIndex={props.active ? 0 : -1}
      className={classes.row}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onActive(index);
      }}
      style={{
        gridTemplateColumns: props.template,
        height: props.height,
        transform: `translateY(${index * props.height}px)`,
      }}
    >
      {selected !== undefined && (
        <div role="gridcell" className={classes.check}>
          {rowKey !== undefined && (
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selected}
              onChange={() => props.onToggle(rowKey)}
              aria-label={t("select", { index: props.name ?? t("row", { index: index + 1 }) })}
            />
          )}
        </div>
      )}
      {props.columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {row ? column.cell(row, index) : <Skeleton height="0.7rem" width="70%" />}
        </div>
      ))}
    </div>
  );
}

export const Row = memo(RowOf) as typeof RowOf;
