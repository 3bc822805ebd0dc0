/** The pages of the overview. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readRange } from "@/lib/range";

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/",
    validateSearch: readRange,
    component: lazyRouteComponent(() => import("./OverviewPage"), "OverviewPage"),
  }),
] as const;
