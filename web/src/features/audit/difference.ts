/** What an entry changed, field by field. */

export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

type State = Readonly<Record<string, unknown>> | null;

/** The fields of both states in order; null where a state does not have one. */
export function differences(before: State, after: State): Difference[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  return fields.map((field) => ({ field, before: shown(before, field), after: shown(after, field) }));
}

function shown(state: State, field: string): string | null {
  if (state === null || !(field in state)) return null;
  const value = state[field];
  return typeof value === "string" ? value : JSON.stringify(value);
}
