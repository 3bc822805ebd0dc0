/** Who is logged in. The answer carries the CSRF token that unsafe requests need. */
import {
  queryOptions,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
  type QueryClient,
} from "@tanstack/react-query";
import { api, body, setCsrfToken } from "@/api/client";
import { ApiProblem } from "@/api/problem";
import { t } from "@/api/texts";
import { askKey } from "@/api/securityKeys";
import type { Assertion, Session } from "@/api/types";

async function fetchSession(): Promise<Session | null> {
  try {
    const session = await body(api.GET("/api/v1/session"));
    setCsrfToken(session.csrf_token);
    return session;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: fetchSession,
  staleTime: 5 * 60_000,
});

export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ApiProblem(t("sessionEnded"), 401, "unauthenticated", t("logInAgain"));
  return data;
}

/** Whether the person may do this (`devices:edit`). The server decides; this only hides what would be refused. */
export function useMay(permission: string): boolean {
  return useSession().user.permissions.includes(permission);
}

/** Somebody else sits here now: what was fetched for the one before must not be seen. The session goes first, and its
 * query stays, so that the shell leaves before any page misses it. */
function become(queries: QueryClient, session: Session | null): void {
  queries.setQueryData(sessionQuery.queryKey, session);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}

interface Credentials {
  username: string;
  password: string;
  code?: string;
  security_key?: Assertion;
}

export function useLogin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => body(api.POST("/api/v1/session", { body: credentials })),
    onSuccess: (session) => enter(queries, session),
  });
}

/** Log in by a passkey alone. */
export function usePasskey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { options } = await body(api.POST("/api/v1/session/passkey/challenge"));
      return body(api.POST("/api/v1/session/passkey", { body: { credential: await askKey(options) } }));
    },
    onSuccess: (session) => enter(queries, session),
  });
}

function enter(queries: QueryClient, session: Session): void {
  setCsrfToken(session.csrf_token);
  become(queries, session);
}

export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.DELETE("/api/v1/session")),
    onSettled: (answer) => {
      setCsrfToken(null);
      become(queries, null);
      if (answer?.end_session_url) window.location.assign(answer.end_session_url);
    },
  });
}

export function useChangePassword() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { current: string; new: string }) =>
      api.POST("/api/v1/session/password", { body: change }),
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}
