/** The URL is the state: plain `key=value` pairs, nothing quoted, defaults left out. */
export type RawSearch = Record<string, unknown>;

export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: RawSearch): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === "string" && value !== "") parameters.set(key, value);
    else if (typeof value === "number" || value === true) parameters.set(key, String(value));
  }
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

export const asText = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

export function asId(value: unknown): number | undefined {
  const number = Number(value);
  return value !== "" && Number.isInteger(number) && number > 0 ? number : undefined;
}

export function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((item) => item === value);
}
