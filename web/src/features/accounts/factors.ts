/** The second factor of whoever is logged in: its state, its security keys. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { sessionQuery } from "./session";

export const factorQuery = queryOptions({
  queryKey: ["second-factor"],
  queryFn: () => body(api.GET("/api/v1/session/second-factor")),
});

export const securityKeysQuery = queryOptions({
  queryKey: ["second-factor", "security-keys"],
  queryFn: () => body(api.GET("/api/v1/session/security-keys")),
});

/** Read all of it anew, with what the session may do now. */
export function useFactorChanged() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: factorQuery.queryKey });
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
}
