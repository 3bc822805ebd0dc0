/** Roles, and how far accounts see. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { AccountScope, Role } from "@/api/types";
import { saidOf } from "@/i18n/catalogue";
import { words } from "@/lib/format";
import "./texts";

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => body(api.GET("/api/v1/roles")),
  staleTime: 30_000,
});

export interface RoleInput {
  readonly name: string;
  readonly description: string;
  readonly permissions: string[];
}

/** Create a role, or change the one of this name. */
export function useSaveRole(existing: Role | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...parts }: RoleInput) =>
      existing === null
        ? body(api.POST("/api/v1/roles", { body: { name, ...parts } }))
        : body(
            api.PATCH("/api/v1/roles/{role_name}", {
              params: { path: { role_name: existing.name } },
              body: parts,
            }),
          ),
    onSuccess: () => queries.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
}

export function useDeleteRole() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      api.DELETE("/api/v1/roles/{role_name}", { params: { path: { role_name: name } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: rolesQuery.queryKey }),
  });
}

const ofUser = (userId: number) => ({ params: { path: { user_id: userId } } });

export const scopeQuery = (userId: number) =>
  queryOptions({
    queryKey: ["users", userId, "scope"],
    queryFn: () => body(api.GET("/api/v1/users/{user_id}/scope", ofUser(userId))),
  });

export function useSetScope(userId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (scope: AccountScope) =>
      body(api.PUT("/api/v1/users/{user_id}/scope", { ...ofUser(userId), body: scope })),
    onSuccess: (scope) => {
      queries.setQueryData(scopeQuery(userId).queryKey, scope);
    },
  });
}

export const userSessionsQuery = (userId: number) =>
  queryOptions({
    queryKey: ["users", userId, "sessions"],
    queryFn: () => body(api.GET("/api/v1/users/{user_id}/sessions", ofUser(userId))),
  });

/** End one session of somebody, or all of them. */
export function useEndSessions(userId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: number | null) =>
      sessionId === null
        ? api.DELETE("/api/v1/users/{user_id}/sessions", ofUser(userId))
        : api.DELETE("/api/v1/users/{user_id}/sessions/{session_id}", {
            params: { path: { user_id: userId, session_id: sessionId } },
          }),
    onSettled: () => queries.invalidateQueries({ queryKey: userSessionsQuery(userId).queryKey }),
  });
}

const BUILT_IN = new Set(["viewer", "operator", "engineer", "admin"]);

/** Roles of one's own are called what somebody called them. */
export const roleName = (role: string): string => (BUILT_IN.has(role) ? words(role) : role);

/** What a role is for: in the language of the page where it is built in, else as somebody wrote it. */
export const roleMeaning = (role: Role): string =>
  role.built_in ? saidOf(role.description, "access", `role.${role.name}`) : role.description;
