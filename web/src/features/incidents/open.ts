/** The incidents that are open: small, for the navigation and the overview have it. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";

const SHOWN = 5;

export const openIncidentsQuery = queryOptions({
  queryKey: ["incidents", "open"],
  queryFn: () =>
    body(
      api.GET("/api/v1/incidents", {
        params: { query: { stage: "open", sort: "-opened_at", limit: SHOWN } },
      }),
    ),
  refetchInterval: 30_000,
});
