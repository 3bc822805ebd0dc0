/** Credentials: secrets go in and never come out. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { withKey } from "@/api/securityKeys";
import type { Credential, CredentialChange, CredentialInput, CredentialLevel, LoginTrial } from "@/api/types";
import { toldIn } from "@/i18n/sentences";
import { sayingOf } from "@/i18n/server";

/** Protocols whose login can be tried on a device. */
export type TriedProtocol = LoginTrial["protocol"];

export const credentialsQuery = queryOptions({
  queryKey: ["credentials"],
  queryFn: async () =>
    (await body(api.GET("/api/v1/credentials", { params: { query: { limit: 1000, sort: "name" } } }))).items,
  staleTime: 30_000,
});

export const kindsQuery = queryOptions({
  queryKey: ["credentials", "kinds"],
  queryFn: () => body(api.GET("/api/v1/credentials/kinds")),
  staleTime: Infinity,
});

/** The keys that SSH servers are known by, those that changed first. */
export const hostKeysQuery = queryOptions({
  queryKey: ["host-keys"],
  queryFn: () => body(api.GET("/api/v1/host-keys")),
  refetchInterval: 60_000,
});

export const mappingsQuery = queryOptions({
  queryKey: ["credentials", "mappings"],
  queryFn: () => body(api.GET("/api/v1/credentials/mappings")),
});

const ofCredential = (credentialId: number) => ({ params: { path: { credential_id: credentialId } } });

export const usageQuery = (credentialId: number) =>
  queryOptions({
    queryKey: ["credentials", "usage", credentialId],
    queryFn: () => body(api.GET("/api/v1/credentials/{credential_id}/usage", ofCredential(credentialId))),
  });

/** What a device may be opened with, in the order of trying, and which one is used. */
export const whyQuery = (deviceId: number, protocol: TriedProtocol | "snmp") =>
  queryOptions({
    queryKey: ["credentials", "why", deviceId, protocol],
    queryFn: () =>
      body(
        api.GET("/api/v1/devices/{device_id}/credentials", {
          params: { path: { device_id: deviceId }, query: { protocol } },
        }),
      ),
  });

/** Log in once: what is known of the credential and of the server's key may be another then. */
export function useLoginTrial(deviceId: number, protocol: TriedProtocol) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const said = await body(
        api.POST("/api/v1/devices/{device_id}/login-trial", {
          params: { path: { device_id: deviceId }, query: { protocol } },
        }),
      );
      return toldIn(said, await sayingOf("problems"), "message");
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["credentials"] });
      void queries.invalidateQueries({ queryKey: hostKeysQuery.queryKey });
    },
  });
}

export function useGive(credentialId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: { level: CredentialLevel; ref: string }) =>
      body(
        api.POST("/api/v1/credentials/{credential_id}/mappings", {
          ...ofCredential(credentialId),
          body: { ...given, position: 0 },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["credentials"] }),
  });
}

export function useTake() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (mappingId: number) =>
      api.DELETE("/api/v1/credentials/mappings/{mapping_id}", {
        params: { path: { mapping_id: mappingId } },
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["credentials"] }),
  });
}

/** Show secrets. The answer is kept by nobody but the page that asked. */
export function useReveal(credentialId: number) {
  return useMutation({
    mutationFn: (order: { password: string; reason: string; code?: string }) =>
      withKey(order.code ?? "", (key) =>
        body(
          api.POST("/api/v1/credentials/{credential_id}/reveal", {
            ...ofCredential(credentialId),
            body: { ...order, ...(key && { security_key: key }) },
          }),
        ),
      ),
    gcTime: 0,
  });
}

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
