import { hashKey, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";
import { whenSessionEnds } from "@/api/client";
import { sessionQuery } from "@/features/accounts/session";
import { namedBySite } from "@/lib/site";

/** What the person did wrong stays wrong; only silence and overload are worth asking again. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  return !(error instanceof ApiProblem) || error.status === 0 || error.status >= 502;
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      retry: worthRetrying,
      refetchOnWindowFocus: true,
      queryKeyHashFn: (key) => hashKey(namedBySite(key)),
    },
    mutations: { retry: false },
  },
});

whenSessionEnds(() => {
  if (queries.getQueryData(sessionQuery.queryKey) !== null) queries.setQueryData(sessionQuery.queryKey, null);
});
