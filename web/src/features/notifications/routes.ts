/** The pages of notifications: who is told, who is on call, what was sent. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { asText, oneOf, type RawSearch } from "@/lib/search";
import { STATES, type LogSearch } from "./logSearch";

export const notificationsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/notifications",
    component: lazyRouteComponent(() => import("./NotificationsPage"), "NotificationsPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/notifications/log",
    validateSearch: (search: RawSearch): LogSearch => ({
      q: asText(search.q),
      state: oneOf(search.state, STATES),
    }),
    component: lazyRouteComponent(() => import("./LogPage"), "LogPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/on-call",
    component: lazyRouteComponent(() => import("./OnCallPage"), "OnCallPage"),
  }),
] as const;
