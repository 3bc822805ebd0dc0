/** The pages of pools. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const poolsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/pools",
    component: lazyRouteComponent(() => import("./PoolsPage"), "PoolsPage"),
  }),
] as const;
