import { useMemo, useState, type ReactNode } from "react";
import type { Column } from "./columns";
import { DataTable } from "./DataTable";
import { SearchBox } from "./Filters";
import { filterRows, sortRows } from "./localRows";
import frame from "./TableFrame.module.css";
import { TableTools } from "./TableTools";
import { useColumnChoice } from "./useColumnChoice";
import type { Key, Selection } from "./useSelection";

interface ListTableProps<T, K extends Key> {
  /** Names the table in files and preferences: "breakers". */
  tableId: string;
  label: string;
  /** Columns with a `value` sort (by their `sort`), are searched and exported. */
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => K;
  nameOf?: (row: T) => string;
  onOpen?: (row: T) => void;
  selection?: Selection<K>;
  /** The label of the search; without it there is none. */
  search?: string;
  /** From the URL, when the page keeps them there; otherwise the table keeps them itself. */
  q?: string;
  onSearch?: (text: string | undefined) => void;
  sort?: string;
  onSort?: (sort: string) => void;
  /** The order before anybody chose one. */
  usualSort?: string;
  /** More filters, beside the search. */
  filters?: ReactNode;
  height?: "fill" | "auto";
  empty: ReactNode;
}

/** A table over rows that are all here, up to some ten thousand: search, order, columns, views and file included. */
export function ListTable<T, K extends Key>(props: ListTableProps<T, K>) {
  const { columns, rows } = props;
  const [ownText, setOwnText] = useState<string>();
  const [ownSort, setOwnSort] = useState("");
  const text = props.onSearch ? props.q : ownText;
  const sort = (props.onSort ? props.sort : ownSort) || (props.usualSort ?? "");
  const choice = useColumnChoice(props.tableId, columns);
  const listed = useMemo(
    () => sortRows(filterRows(rows, columns, text), columns, sort),
    [rows, columns, text, sort],
  );
  return (
    <div className={frame.stack}>
      <div className={frame.filters}>
        {props.search !== undefined && (
          <SearchBox label={props.search} value={text} onChange={props.onSearch ?? setOwnText} />
        )}
        {props.filters}
        <span className={frame.grow} />
        <TableTools tableId={props.tableId} choice={choice} rows={() => listed} />
      </div>
      <div className={frame.frame} data-height={props.height}>
        <DataTable
          label={props.label}
          columns={choice.shown}
          count={listed.length}
          question={`${text ?? ""} ${sort}`}
          rowAt={(index) => listed[index]}
          keyOf={props.keyOf}
          nameOf={props.nameOf}
          onOpen={props.onOpen}
          selection={props.selection}
          sort={sort}
          onSort={props.onSort ?? setOwnSort}
          height={props.height}
          empty={props.empty}
        />
      </div>
    </div>
  );
}
