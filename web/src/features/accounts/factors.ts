/** The second factor of whoever is logged in: its state, its security keys. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { SecondFactor } from "@/api/types";
import { sessionQuery } from "./session";

export const factorQuery = queryOptions({
  queryKey: ["second-factor"],
  queryFn: () => body(api.GET("/api/v1/session/second-factor")),
});

export const securityKeysQuery = queryOptions({
  queryKey: ["second-factor", "security-keys"],
  queryFn: () => body(api.GET("/api/v1/session/security-keys")),
});

/** What is told of the second factor: a security key is one, with or without an authenticator beside it. */
export function standingOf(factor: Pick<SecondFactor, "authenticator" | "security_keys">) {
  if (factor.authenticator) return "authenticatorOn";
  return factor.security_keys > 0 ? "securityKeysOn" : "authenticatorOff";
}

/** Read all of it anew, with what the session may do now. */
export function useFactorChanged() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: factorQuery.queryKey });
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
}
