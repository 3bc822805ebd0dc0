/** The pages of a person's preferences. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const preferencesRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/preferences",
    component: lazyRouteComponent(() => import("./PreferencesPage"), "PreferencesPage"),
  }),
] as const;
