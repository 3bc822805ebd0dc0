/** The pages of the overview. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readRange } from "@/lib/range";

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/",
    ...taking(readRange, "site", "time"),
    component: lazyRouteComponent(() => import("./OverviewPage"), "OverviewPage"),
  }),
] as const;
