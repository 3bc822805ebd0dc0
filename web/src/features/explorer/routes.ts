/** The pages of the explorer. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readExplorer } from "./question";

export const explorerRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/explorer",
    ...taking(readExplorer, "site", "time"),
    component: lazyRouteComponent(() => import("./ExplorerPage"), "ExplorerPage"),
  }),
] as const;
