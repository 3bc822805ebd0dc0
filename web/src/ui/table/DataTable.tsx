import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Key, Selection } from "./useSelection";
import { columnsFor, isNarrow, tracksOf, type Column } from "./columns";
import { Row } from "./Row";
import { TableHead } from "./TableHead";
import { rowsToDraw, useRowWindow } from "./useRowWindow";
import classes from "./DataTable.module.css";

const nothing = () => undefined;

export interface DataTableProps<T, K extends Key = number> {
  label: string;
  columns: readonly Column<T>[];
  count: number;
  /** What the rows answer: when it is another, the list is looked at from its top. */
  question?: string;
  /** The row at a position, or undefined while it is on its way. */
  rowAt: (index: number) => T | undefined;
  keyOf: (row: T) => K;
  onVisible?: (first: number, last: number) => void;
  sort?: string;
  onSort?: (sort: string) => void;
  onOpen?: (row: T) => void;
  selection?: Selection<K>;
  nameOf?: (row: T) => string;
  /** Height: `fill` takes what the parent gives, `auto` grows with the rows up to a limit. */
  height?: "fill" | "auto";
  empty: ReactNode;
}

/** A dense table that renders the rows in view, and the one that Tab leads to. Arrow keys, j and k move, Enter opens, x or Space selects. */
export function DataTable<T, K extends Key = number>(props: DataTableProps<T, K>) {
  const { count, rowAt, keyOf, onVisible, onOpen, question } = props;
  const view = useRowWindow(count, question);
  const { scroller } = view;
  const narrow = isNarrow(view.widthRem);
  const selection = narrow ? undefined : props.selection;
  const [chosen, setActive] = useState(0);
  const active = Math.min(chosen, Math.max(0, count - 1));
  const [asked, setAsked] = useState(question);
  if (asked !== question) {
    setAsked(question);
    setActive(0);
  }
  const focusWanted = useRef(false);
  const { columns } = props;
  const shown = useMemo(() => columnsFor(columns, view.widthRem), [columns, view.widthRem]);
  const toggle = props.selection?.toggle ?? nothing;
  const template = `${selection ? "2.25rem " : ""}${tracksOf(shown, view.widthRem)}`;

  useEffect(() => {
    onVisible?.(view.first, Math.max(view.first, view.last - 1));
  }, [onVisible, view.first, view.last]);

  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true });
  }, [active, view.first, scroller]);

  function move(to: number) {
    const target = Math.max(0, Math.min(count - 1, to));
    focusWanted.current = true;
    view.scrollTo(target);
    setActive(target);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const onRow = event.target instanceof HTMLElement && event.target.dataset.index !== undefined;
    if (!onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, view.last - view.first - 18);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      j: active + 1,
      ArrowUp: active - 1,
      k: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const target = steps[event.key];
    const row = rowAt(active);
    if (target !== undefined) move(target);
    else if (event.key === "Enter" && row && onOpen) onOpen(row);
    else if ((event.key === "x" || event.key === " ") && row && selection) selection.toggle(keyOf(row));
    else return;
    event.preventDefault();
  }

  const rows: ReactNode[] = [];
  for (const index of rowsToDraw(view.first, view.last, active, count)) {
    const row = rowAt(index);
    const key = row && keyOf(row);
    rows.push(
      <Row
        key={index}
        index={index}
        row={row}
        rowKey={key}
        name={row && props.nameOf?.(row)}
        columns={shown}
        template={template}
        height={view.rowHeight}
        active={index === active}
        selected={selection && key !== undefined ? selection.has(key) : selection && false}
        onToggle={toggle}
        onActive={setActive}
      />,
    );
  }

  return (
    <div
      ref={scroller}
      className={props.height === "auto" ? classes.auto : classes.scroller}
      data-narrow={narrow || undefined}
      onScroll={view.onScroll}
      onKeyDown={onKeyDown}
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-multiselectable={selection ? true : undefined}
      tabIndex={-1}
    >
      <TableHead {...props} selection={selection} columns={shown} template={template} />
      {count === 0 ? (
        <div role="row">
          <div role="gridcell">{props.empty}</div>
        </div>
      ) : (
        <div className={classes.canvas} role="rowgroup" style={{ height: count * view.rowHeight }}>
          {rows}
        </div>
      )}
    </div>
  );
}
