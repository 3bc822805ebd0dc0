/** A table as a file of comma-separated values (RFC 4180). */
import type { Column } from "./columns";

/** Spreadsheets run what begins like this; text that came from a device must stay text. */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

export function csvCell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Head and rows of the columns that have a value as text or number. */
export function toCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const kept = columns.filter((column) => column.value);
  const lines = [
    kept.map((column) => csvCell(column.head)),
    ...rows.map((row) => kept.map((column) => csvCell(column.value?.(row)))),
  ];
  return lines.map((cells) => `${cells.join(",")}\r\n`).join("");
}

/** Hand a text to the person as a file. */
export function download(name: string, text: string, type = "text/csv"): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
