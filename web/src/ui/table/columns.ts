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

/** The grid tracks of the columns in a table of this width. */
export function tracksOf(
  columns: readonly Pick<Column<never>, "width" | "narrow">[],
  widthRem: number,
): string {
  return columns.map((column) => (isNarrow(widthRem) && column.narrow) || column.width).join(" ");
}
