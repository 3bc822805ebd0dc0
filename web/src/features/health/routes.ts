/** The pages of health. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const healthRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/health",
    component: lazyRouteComponent(() => import("./HealthPage"), "HealthPage"),
  }),
] as const;
