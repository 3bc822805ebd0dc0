import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";

/** The state of everything in one answer; also feeds the count of down devices in the navigation. */
export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: () => body(api.GET("/api/v1/overview")),
  refetchInterval: 30_000,
});
