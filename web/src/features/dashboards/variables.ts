/** Variables of a dashboard: chosen above its panels, kept in the address. */
import type { Variable } from "@/api/types";
import { asId } from "@/lib/search";

export type Values = Readonly<Record<string, number | undefined>>;

/** In the address a variable is `v_` and its name. */
export const PREFIX = "v_";

export function readValues(variables: readonly Variable[], given: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    variables.map((variable) => [variable.name, asId(given[variable.name]) ?? variable.default ?? undefined]),
  );
}

/** What a panel's subject is now: a number as it is, `$name` as chosen. */
export function resolved(subject: number | string | null | undefined, values: Values): number | undefined {
  if (typeof subject === "number") return subject;
  return typeof subject === "string" ? values[subject.slice(1)] : undefined;
}
