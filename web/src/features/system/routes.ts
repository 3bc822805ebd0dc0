/** The pages of the platform itself. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const systemRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/system",
    component: lazyRouteComponent(() => import("./SystemPage"), "SystemPage"),
  }),
] as const;
