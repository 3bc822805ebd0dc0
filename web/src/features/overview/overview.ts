import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { StateCounts } from "@/api/types";

/** Counts that the document calls optional because they have a default. */
function counted(counts: StateCounts): Required<StateCounts> {
  const { up = 0, down = 0, unknown = 0 } = counts;
  return { up, down, unknown, total: counts.total ?? up + down + unknown };
}

async function fetchOverview() {
  const overview = await body(api.GET("/api/v1/overview"));
  const sites = overview.sites.map((site) => ({ ...site, ...counted(site) }));
  return { ...overview, devices: counted(overview.devices), sites };
}

/** The state of everything in one answer; also feeds the count of down devices in the navigation. */
export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: fetchOverview,
  refetchInterval: 30_000,
});

export type CountedOverview = Awaited<ReturnType<typeof fetchOverview>>;
