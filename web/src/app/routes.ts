/** The two routes that all pages hang on: the root, and the frame for those who are logged in. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { sessionQuery } from "@/features/accounts/session";
import { Shell } from "./Shell";

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet });

interface Entering {
  context: { queries: QueryClient };
  location: { href: string };
}

/** Nobody passes without a session: the login page comes first, and leads back here. */
export async function requireSession({ context, location }: Entering): Promise<void> {
  const session = await context.queries.query({ ...sessionQuery, staleTime: "static" });
  if (session !== null) return;
  const next = location.href === "/" ? undefined : location.href;
  throw redirect({ to: "/login", search: { next } });
}

export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "app",
  component: Shell,
  beforeLoad: requireSession,
});
