/** A pool's filter as one line, and a line of patterns as the API wants it. */
import { t } from "./texts";

const MEMBERS = ["name", "site", "tag", "platform", "vendor"] as const;
type Filter = Readonly<Record<string, unknown>>;

const isFilter = (value: unknown): value is Filter => typeof value === "object" && value !== null;

/** `name r*, tag core or edge`; null when the pool lists its members. */
export function filterText(filter: Filter | null): string | null {
  if (filter === null) return null;
  const parts: string[] = [];
  for (const member of MEMBERS) {
    const value = filter[member];
    const globs = Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : [];
    if (globs.length > 0) parts.push(`${t(`member.${member}`)} ${globs.join(t("or"))}`);
  }
  for (const [key, joint] of [
    ["all", t("and")],
    ["any", t("or")],
  ] as const) {
    const inner = filter[key];
    if (Array.isArray(inner) && inner.length > 0)
      parts.push(
        `(${inner
          .filter(isFilter)
          .map((one) => filterText(one) ?? "")
          .join(joint)})`,
      );
  }
  if (isFilter(filter.not)) parts.push(t("not", { filter: filterText(filter.not) ?? "" }));
  return parts.join(t("and"));
}

/** Patterns separated by commas; undefined when there are none. */
export function globsOf(text: string): string[] | undefined {
  const globs = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return globs.length > 0 ? globs : undefined;
}
