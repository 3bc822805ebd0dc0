/** The page of capacity. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readCapacitySearch } from "./capacitySearch";

export const capacityRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/capacity",
    validateSearch: readCapacitySearch,
    component: lazyRouteComponent(() => import("./CapacityPage"), "CapacityPage"),
  }),
] as const;
