/** The pages of received messages. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readMessageSearch } from "./messageSearch";

export const messagesRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/messages",
    validateSearch: readMessageSearch,
    component: lazyRouteComponent(() => import("./MessagesPage"), "MessagesPage"),
  }),
] as const;
