/** The pages of incidents. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readIncidentSearch } from "./incidentSearch";

export const incidentsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/incidents",
    ...taking(readIncidentSearch, "site"),
    component: lazyRouteComponent(() => import("./IncidentsPage"), "IncidentsPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/incidents/$incidentId",
    component: lazyRouteComponent(() => import("./IncidentPage"), "IncidentPage"),
  }),
] as const;
