/** The pages of discovery. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { oneOf, type RawSearch } from "@/lib/search";

export const discoveryRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/discovery",
    component: lazyRouteComponent(() => import("./DiscoveriesPage"), "DiscoveriesPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/discovery/$discoveryId",
    validateSearch: (search: RawSearch): { match?: "new" | "known" | "conflict" } => ({
      match: oneOf(search.match, ["new", "known", "conflict"]),
    }),
    component: lazyRouteComponent(() => import("./DiscoveryPage"), "DiscoveryPage"),
  }),
] as const;
