/** The pages of who may do what. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const accessRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/roles",
    component: lazyRouteComponent(() => import("./RolesPage"), "RolesPage"),
  }),
] as const;
