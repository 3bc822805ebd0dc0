/** The pages of events. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readEventSearch } from "./eventSearch";

export const eventsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/events",
    ...taking(readEventSearch, "site", "time"),
    component: lazyRouteComponent(() => import("./EventsPage"), "EventsPage"),
  }),
] as const;
