/** The page of planned maintenance. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const maintenanceRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/maintenance",
    component: lazyRouteComponent(() => import("./MaintenancePage"), "MaintenancePage"),
  }),
] as const;
