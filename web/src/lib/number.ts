/** Counts as text; apart from `format.ts`, because the catalogues of texts need only this. */
import { language } from "@/i18n/language";

export const NOT_KNOWN = "–";

const POINT = language === "de" ? "," : ".";

/** Digits with the decimal mark of the page's language: a German `99.982 %` would be read as a hundred thousand. */
export const localDigits = (digits: string): string => digits.replace(".", POINT);

/** A figure of the server, `1,234` or `0.25`, with the page's decimal mark and its thousands apart. */
export const localFigure = (figure: string): string => localDigits(figure.replaceAll(",", "\u202f"));

/** A count with thousands separated by a thin space. */
export function count(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOT_KNOWN;
  return Math.round(value).toLocaleString("en").replaceAll(",", "\u202f");
}
