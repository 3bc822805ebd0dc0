/** The page of one's own inbox. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const inboxRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/inbox",
    component: lazyRouteComponent(() => import("./InboxPage"), "InboxPage"),
  }),
] as const;
