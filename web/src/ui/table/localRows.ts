/** Sorting and filtering rows that are all here. */
import type { Column } from "./columns";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

type Value = string | number | boolean | null | undefined;

const isEmpty = (value: Value): boolean => value === null || value === undefined || value === "";

function compare(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

/** In the order of a column (`-` in front: downwards). What is not known comes last both ways; ties keep their order. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: string): readonly T[] {
  const down = sort.startsWith("-");
  const wanted = down ? sort.slice(1) : sort;
  const value = columns.find((column) => column.sort === wanted)?.value;
  if (!value) return rows;
  return rows
    .map((row) => ({ row, key: value(row) }))
    .sort((a, b) => {
      const [emptyA, emptyB] = [isEmpty(a.key), isEmpty(b.key)];
      if (emptyA || emptyB) return Number(emptyA) - Number(emptyB);
      return down ? compare(b.key, a.key) : compare(a.key, b.key);
    })
    .map(({ row }) => row);
}

/** The rows in which every word occurs in some column. */
export function filterRows<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  text: string | undefined,
): readonly T[] {
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const said = columns.map((column) => String(column.value?.(row) ?? "").toLowerCase());
    return words.every((word) => said.some((cell) => cell.includes(word)));
  });
}
