/** Counts as text; apart from `format.ts`, because the catalogues of texts need only this. */

export const NOT_KNOWN = "–";

/** A count with thousands separated by a thin space. */
export function count(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOT_KNOWN;
  return Math.round(value).toLocaleString("en").replaceAll(",", "\u202f");
}
