/** The pages of received messages. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readMessageSearch } from "./messageSearch";

export const messagesRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/messages",
    ...taking(readMessageSearch, "site"),
    component: lazyRouteComponent(() => import("./MessagesPage"), "MessagesPage"),
  }),
] as const;
