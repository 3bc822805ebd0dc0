import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";

/** All sites by name: for choosing one. */
export const sitesQuery = queryOptions({
  queryKey: ["sites"],
  queryFn: async () =>
    (await body(api.GET("/api/v1/sites", { params: { query: { limit: 1000, sort: "name" } } }))).items,
  staleTime: 60_000,
});
