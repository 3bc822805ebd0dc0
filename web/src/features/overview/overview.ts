import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { StateCounts } from "@/api/types";

/** Counts that the document calls optional because they have a default. */
function counted(counts: StateCounts): Required<StateCounts> {
  const { up = 0, down = 0, unknown = 0 } = counts;
  return { up, down, unknown, total: counts.total ?? up + down + unknown };
}

async function fetchOverview(site?: number) {
  const overview = await body(api.GET("/api/v1/overview", { params: { query: { site_id: site } } }));
  const sites = overview.sites.map((site) => ({ ...site, ...counted(site) }));
  return { ...overview, devices: counted(overview.devices), sites };
}

const keyOf = (site: number | undefined): readonly unknown[] =>
  site === undefined ? ["overview"] : ["overview", "of", site];

/** The state of one site, or of all that the page is about, in one answer. */
export const overviewOf = (site?: number) =>
  queryOptions({
    queryKey: keyOf(site),
    queryFn: () => fetchOverview(site),
    refetchInterval: 30_000,
  });

/** Of all that the page is about; also feeds the count of down devices in the navigation. */
export const overviewQuery = overviewOf();

export type CountedOverview = Awaited<ReturnType<typeof fetchOverview>>;
