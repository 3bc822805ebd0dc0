/** The pages of the explorer. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readExplorer } from "./question";

export const explorerRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/explorer",
    validateSearch: readExplorer,
    component: lazyRouteComponent(() => import("./ExplorerPage"), "ExplorerPage"),
  }),
] as const;
