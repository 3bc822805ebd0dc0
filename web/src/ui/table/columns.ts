import type { ReactNode } from "react";

export interface Column<T> {
  id: string;
  head: string;
  /** A CSS grid track: `6rem`, `minmax(8rem, 2fr)`. */
  width: string;
  /** The track on narrow tables (phones), where every rem counts. */
  narrow?: string;
  cell: (row: T, index: number) => ReactNode;
  /** The server's (or the page's) sort key. Columns without one do not sort. */
  sort?: string;
  align?: "end";
  /** What the cell says, for order, search and files of a list that is all here. */
  value?: (row: T) => string | number | boolean | null | undefined;
  /** Hidden until somebody chooses it. */
  optional?: boolean;
  /** Shown only where the table is at least this many rem wide. */
  from?: number;
}

/** The next sort when a head is pressed: ascending, descending, then the default again. */
export function nextSort(current: string, key: string): string {
  if (current === key) return `-${key}`;
  if (current === `-${key}`) return "";
  return key;
}

export function sortState(current: string, key: string | undefined): "ascending" | "descending" | "none" {
  if (!key) return "none";
  if (current === key) return "ascending";
  return current === `-${key}` ? "descending" : "none";
}

/** Narrower than this is a phone: no selection, tighter tracks. */
export const isNarrow = (widthRem: number): boolean => widthRem < 32;

type Sized = Pick<Column<never>, "id" | "width" | "narrow" | "from">;

const trackOf = (column: Sized, widthRem: number): string =>
  (isNarrow(widthRem) && column.narrow) || column.width;

/** The grid tracks of the columns in a table of this width. */
export const tracksOf = (columns: readonly Sized[], widthRem: number): string =>
  columns.map((column) => trackOf(column, widthRem)).join(" ");

/** What stands left and right of a row's cells. */
const BESIDE_REM = 1;
/** The least that a track takes, in rem: of `6rem` as of `minmax(6rem, 2fr)` it is 6. */
const leastOf = (track: string): number => Number(/[\d.]+(?=rem)/.exec(track)?.[0] ?? 0);

/**
 * The columns that a table of this width shows. On a phone the last ones go that would be beside the screen, never the
 * first, and never what can be done with a row.
 */
export function columnsFor<C extends Sized>(columns: readonly C[], widthRem: number): readonly C[] {
  const shown = columns.filter((column) => (column.from ?? 0) <= widthRem);
  if (!isNarrow(widthRem)) return shown;
  let room = widthRem - BESIDE_REM;
  for (const column of shown) room -= leastOf(trackOf(column, widthRem));
  for (let last = shown.length - 1; room < 0 && last > 0; last -= 1) {
    const column = shown[last];
    if (column === undefined || column.id === "actions") continue;
    room += leastOf(trackOf(column, widthRem));
    shown.splice(last, 1);
  }
  return shown;
}
