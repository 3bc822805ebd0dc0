/** The page of silences. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const silencesRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/silences",
    component: lazyRouteComponent(() => import("./SilencesPage"), "SilencesPage"),
  }),
] as const;
