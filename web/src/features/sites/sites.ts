/** Questions and commands about sites. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Site } from "@/api/types";
import { allPages } from "@/ui/table/usePages";

export const sitesKey = ["sites"] as const;

export const allSitesQuery = queryOptions({
  queryKey: [...sitesKey, "all"],
  queryFn: () =>
    allPages((offset, limit) =>
      body(api.GET("/api/v1/sites", { params: { query: { offset, limit, sort: "name" } } })),
    ),
  refetchInterval: 60_000,
});

export interface SiteValues {
  name: string;
  description: string;
  latitude: number | null;
  longitude: number | null;
  time_zone: string | null;
  availability_target: number | null;
}

export const saveSite = (site: Site | undefined, values: SiteValues): Promise<Site> =>
  site
    ? body(api.PATCH("/api/v1/sites/{site_id}", { params: { path: { site_id: site.id } }, body: values }))
    : body(api.POST("/api/v1/sites", { body: values }));

export const deleteSite = (id: number) =>
  api.DELETE("/api/v1/sites/{site_id}", { params: { path: { site_id: id } } });
