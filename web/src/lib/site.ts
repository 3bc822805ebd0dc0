/** The one site that the page is about. It is in the address, and questions that can be kept to a site are. */
import { asId, type RawSearch } from "./search";

export interface SiteSearch {
  site?: number;
}

export function readSite(search: RawSearch): SiteSearch {
  const site = asId(search.site);
  return site === undefined ? {} : { site };
}

let inView: number | undefined;

/** Said by the frame before the page below it asks anything. */
export function lookAtSite(site: number | undefined): void {
  inView = site;
}

export const siteInView = (): number | undefined => inView;

const LISTS =
  /^\/api\/v1\/(overview|devices|events|messages|alerts|alert-marks|incidents|anomalies|network-health|network-health\/(network|links)|series\/(total|query))$/;

/**
 * The address of a list, kept to the site that is looked at, unless it says itself which, or names its devices; others
 * stay as they are.
 */
export function atSite(address: string): string {
  const url = new URL(address);
  const named = ["site_id", "device_id"].some((name) => url.searchParams.has(name));
  if (inView === undefined || !LISTS.test(url.pathname) || named) return address;
  url.searchParams.set("site_id", String(inView));
  return url.href;
}

const ANSWERS = new Set([
  "overview",
  "devices",
  "events",
  "messages",
  "alerts",
  "incidents",
  "anomalies",
  "health",
  "series",
]);

/** A question's name, in which the site is told apart: the answers of one are not shown for another. */
export const namedBySite = (key: readonly unknown[]): readonly unknown[] =>
  inView !== undefined && ANSWERS.has(String(key[0])) ? [...key, { site: inView }] : key;
