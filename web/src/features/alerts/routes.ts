/** The pages of alerts. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readAlertSearch } from "./alertSearch";

export const alertsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/alerts",
    ...taking(readAlertSearch, "site"),
    component: lazyRouteComponent(() => import("./AlertsPage"), "AlertsPage"),
  }),
] as const;
