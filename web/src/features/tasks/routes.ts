/** The page of background tasks. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readTaskSearch } from "./taskSearch";

export const tasksRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/tasks",
    validateSearch: readTaskSearch,
    component: lazyRouteComponent(() => import("./TasksPage"), "TasksPage"),
  }),
] as const;
