/** The pages of events. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readEventSearch } from "./eventSearch";

export const eventsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/events",
    validateSearch: readEventSearch,
    component: lazyRouteComponent(() => import("./EventsPage"), "EventsPage"),
  }),
] as const;
