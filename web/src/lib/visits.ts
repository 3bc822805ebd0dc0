/** The single things one looked at last, the newest first: for going back to them. They are forgotten with the tab. */

export interface Visit {
  title: string;
  /** Path of the page, without search. */
  path: string;
}

const MOST = 6;
const DETAIL = /^\/(devices|incidents|dashboards|anomalies|cycles|discovery)\/\d+$/;

let visits: readonly Visit[] = [];

/** Called by each page; pages of lists are not kept, the navigation has them. */
export function noteVisit(title: string, path: string): void {
  if (!DETAIL.test(path)) return;
  visits = [{ title, path }, ...visits.filter((one) => one.path !== path)].slice(0, MOST);
}

/** What was looked at before the page at `path`. */
export const visitsBefore = (path: string): readonly Visit[] => visits.filter((one) => one.path !== path);
