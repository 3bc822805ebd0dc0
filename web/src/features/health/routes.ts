/** The pages of health. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";

export const healthRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/health",
    ...taking(() => ({}), "site"),
    component: lazyRouteComponent(() => import("./HealthPage"), "HealthPage"),
  }),
] as const;
