/** The page of availability. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readAvailabilitySearch } from "./search";

export const availabilityRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/availability",
    validateSearch: readAvailabilitySearch,
    component: lazyRouteComponent(() => import("./AvailabilityPage"), "AvailabilityPage"),
  }),
] as const;
