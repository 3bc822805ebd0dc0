/** The pages of baselines and anomalies. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readRange } from "@/lib/range";
import { readAnomalySearch, readInspected } from "./anomalySearch";

export const baselinesRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/anomalies",
    ...taking(readAnomalySearch, "site"),
    component: lazyRouteComponent(() => import("./AnomaliesPage"), "AnomaliesPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/anomalies/$anomalyId",
    validateSearch: readRange,
    component: lazyRouteComponent(() => import("./AnomalyPage"), "AnomalyPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/baselines",
    validateSearch: readInspected,
    component: lazyRouteComponent(() => import("./BaselinePage"), "BaselinePage"),
  }),
] as const;
