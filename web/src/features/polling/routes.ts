/** The pages of polling. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import type { CycleGroup } from "@/api/types";
import { asText, oneOf, type RawSearch } from "@/lib/search";
import { GROUPS } from "./cycleSearch";

export const pollingRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/cycles",
    validateSearch: (search: RawSearch): { group?: CycleGroup } => ({ group: oneOf(search.group, GROUPS) }),
    component: lazyRouteComponent(() => import("./CyclesPage"), "CyclesPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/cycles/$cycleId",
    validateSearch: (search: RawSearch): { outcome?: string; q?: string } => ({
      outcome: asText(search.outcome),
      q: asText(search.q),
    }),
    component: lazyRouteComponent(() => import("./CyclePage"), "CyclePage"),
  }),
] as const;
