/** A pool as its form holds it, and as the API is sent it. */
import type { Pool } from "@/api/types";
import { globsOf } from "./filterText";
import { t } from "./texts";

/** Which field of the form holds which member of a filter. */
const FIELDS = { names: "name", site: "site", tag: "tag", platform: "platform", vendor: "vendor" } as const;
type Field = keyof typeof FIELDS;
export const PATTERNS = Object.keys(FIELDS) as readonly Field[];

export type PoolValues = Record<Field, string> & {
  name: string;
  /** How its devices are chosen. */
  by: "filter" | "list";
  members: string[];
  availability_target: number | null;
};

/** Whether the fields can hold a pool's filter; those with *all*, *any* or *not* are written by the API alone. */
export const isPlain = (pool: Pool | undefined): boolean =>
  Object.keys(pool?.filter ?? {}).every((member) => Object.values<string>(FIELDS).includes(member));

const written = (globs: unknown): string =>
  Array.isArray(globs) ? globs.join(", ") : typeof globs === "string" ? globs : "";

/** What the form begins with: a pool as it is, or a new one. */
export function valuesOf(pool: Pool | undefined): PoolValues {
  const patterns = PATTERNS.map((field) => [field, written(pool?.filter?.[FIELDS[field]])] as const);
  return {
    name: pool?.name ?? "",
    by: pool?.filter === null ? "list" : "filter",
    members: (pool?.members ?? []).map(String),
    availability_target: pool?.availability_target ?? null,
    ...(Object.fromEntries(patterns) as Record<Field, string>),
  };
}

/** What is wrong with each field; an empty list is a pool that is filled later. */
export function wrongIn(values: PoolValues, plain: boolean): Partial<Record<keyof PoolValues, string>> {
  const empty = values.by === "filter" && plain && PATTERNS.every((field) => !globsOf(values[field]));
  return {
    name: values.name.trim() === "" ? t("needsName") : undefined,
    names: empty ? t("needsFilter") : undefined,
  };
}

/** What the API is sent; a filter that the fields cannot hold stays as it is. */
export function bodyOf(values: PoolValues, plain: boolean) {
  const { name, by, availability_target } = values;
  if (by === "list") return { name, availability_target, filter: null, members: values.members.map(Number) };
  if (!plain) return { name, availability_target };
  const filter = Object.fromEntries(
    PATTERNS.map((field) => [FIELDS[field], globsOf(values[field])] as const),
  );
  return { name, availability_target, filter };
}
