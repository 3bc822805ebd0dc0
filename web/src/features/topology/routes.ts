/** The pages of topology. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readMapSearch } from "./mapSearch";

export const topologyRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/map",
    validateSearch: readMapSearch,
    component: lazyRouteComponent(() => import("./MapPage"), "MapPage"),
  }),
] as const;
