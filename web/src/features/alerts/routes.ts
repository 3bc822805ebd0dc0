/** The pages of alerts. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readAlertSearch } from "./alertSearch";

export const alertsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/alerts",
    validateSearch: readAlertSearch,
    component: lazyRouteComponent(() => import("./AlertsPage"), "AlertsPage"),
  }),
] as const;
