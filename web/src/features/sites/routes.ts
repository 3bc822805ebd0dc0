/** The pages of sites and their map. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const sitesRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/sites",
    component: lazyRouteComponent(() => import("./SitesPage"), "SitesPage"),
  }),
] as const;
