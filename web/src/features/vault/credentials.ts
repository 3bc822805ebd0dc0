/** Credentials: secrets go in and never come out. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Credential, CredentialChange, CredentialInput } from "@/api/types";

export const credentialsQuery = queryOptions({
  queryKey: ["credentials"],
  queryFn: async () =>
    (await body(api.GET("/api/v1/credentials", { params: { query: { limit: 1000, sort: "name" } } }))).items,
  staleTime: 30_000,
});

/** Create a credential, or change the one with this id. */
export function useSaveCredential(credentialId: number | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, ...parts }: CredentialInput): Promise<Credential> => {
      if (credentialId === null) return body(api.POST("/api/v1/credentials", { body: { kind, ...parts } }));
      const change: CredentialChange = parts;
      return body(
        api.PATCH("/api/v1/credentials/{credential_id}", {
          params: { path: { credential_id: credentialId } },
          body: change,
        }),
      );
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["credentials"] }),
  });
}

export function useDeleteCredential() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentialId: number) =>
      api.DELETE("/api/v1/credentials/{credential_id}", {
        params: { path: { credential_id: credentialId } },
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["credentials"] }),
  });
}
