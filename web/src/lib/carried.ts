/** What goes along from page to page, where the next one knows it: the site that is looked at, and the time. */
import type { RawSearch } from "./search";
import { readSite, type SiteSearch } from "./site";

const NAMES = { site: ["site"], time: ["range", "from", "to"] } as const;
export type Carried = keyof typeof NAMES;

const kept: Record<Carried, RawSearch> = { site: {}, time: {} };

/** Remember what a page shows now: nothing is remembered, too. */
export function carry(kind: Carried, search: RawSearch): void {
  kept[kind] = Object.fromEntries(
    NAMES[kind].filter((name) => search[name] !== undefined).map((name) => [name, search[name]]),
  );
}

export const carried = (kind: Carried): RawSearch => kept[kind];

/** A page's search with what goes along. Whatever the way there says itself, even that it is nothing, holds. */
export function withCarried(search: RawSearch, kinds: readonly Carried[]): RawSearch {
  const missing = kinds.filter((kind) => !NAMES[kind].some((name) => name in search));
  return Object.assign({}, ...missing.map(carried), search) as RawSearch;
}

/** Options of a route that reads its address with `read`, and takes along what is named. */
export function taking<S extends object>(read: (search: RawSearch) => S, ...kinds: readonly Carried[]) {
  const bySite = kinds.includes("site");
  return {
    validateSearch: (search: RawSearch): S & SiteSearch => ({
      ...read(search),
      ...(bySite ? readSite(search) : {}),
    }),
    search: {
      middlewares: [
        <T>({ search, next }: { search: T; next: (search: T) => T }): T =>
          withCarried(next(search) as RawSearch, kinds) as T,
      ],
    },
    staticData: { bySite },
  };
}

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** Whether the page shows one site when one is chosen. */
    bySite?: boolean;
  }
}
