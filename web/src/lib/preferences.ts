/** What a person prefers, kept in this browser and, once logged in, on the account: `features/preferences` carries it. */
import { useCallback, useSyncExternalStore } from "react";

export type Preferences = Readonly<Record<string, unknown>>;

const KEY = "wk-preferences";
const readers = new Set<() => void>();
/** What was chosen before the account was heard: it is newer than what the account says. */
const early = new Set<string>();
let listener: ((all: Preferences) => void) | undefined;

function stored(): Preferences {
  try {
    const found: unknown = JSON.parse(globalThis.localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" && found !== null ? (found as Preferences) : {};
  } catch {
    return {}; // no storage, or somebody else's text in it
  }
}

let all: Preferences = stored();

function become(next: Preferences): void {
  all = next;
  try {
    globalThis.localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A full or forbidden storage: the preference holds until the page goes.
  }
  for (const notify of readers) notify();
}

export const preferences = (): Preferences => all;

/** What the account says replaces what this browser had, but not what the person has chosen meanwhile. */
export function adoptPreferences(fromAccount: Preferences): void {
  const older = Object.entries(fromAccount).filter(([name]) => !early.has(name));
  become({ ...all, ...Object.fromEntries(older) });
}

/** Called with everything whenever the person changes something, and of what was changed before anybody heard. */
export function whenPreferencesChange(hear: (all: Preferences) => void): void {
  listener = hear;
  if (early.size > 0) hear(all);
  early.clear();
}

/** Undefined removes it, so that the default holds again. */
export function setPreference(name: string, value: unknown): void {
  const rest = Object.fromEntries(Object.entries(all).filter(([other]) => other !== name));
  become(value === undefined ? rest : { ...rest, [name]: value });
  if (listener) listener(all);
  else early.add(name);
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  return () => {
    readers.delete(reader);
  };
}

/** One preference, and how to change it. The fallback must be stable: a constant, not a new object each time. */
export function usePreference<T>(name: string, fallback: T): [T, (value: T | undefined) => void] {
  const value = useSyncExternalStore(subscribe, () => (all[name] as T | undefined) ?? fallback);
  const set = useCallback((next: T | undefined) => setPreference(name, next), [name]);
  return [value, set];
}
