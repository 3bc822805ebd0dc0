/** The pages of dashboards. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute, requireSession, rootRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readRange, type RangeSearch } from "@/lib/range";
import { asText, type RawSearch } from "@/lib/search";
import { PREFIX } from "./variables";

export type DashboardSearch = RangeSearch & Readonly<Record<`v_${string}`, string | undefined>>;

function readDashboard(search: RawSearch): DashboardSearch {
  const chosen = Object.entries(search)
    .filter(([name]) => name.startsWith(PREFIX))
    .map(([name, value]) => [name, asText(value)]);
  return { ...readRange(search), ...Object.fromEntries(chosen) } as DashboardSearch;
}

export type WallSearch = DashboardSearch & {
  /** Dashboards to show in turn, joined by commas. */
  show?: string;
  every?: number;
};

export const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/wall",
  beforeLoad: requireSession,
  validateSearch: (search: RawSearch): WallSearch => {
    const every = Number(search.every);
    return {
      ...readDashboard(search),
      show: asText(search.show),
      every: every >= 5 && every <= 3_600 ? every : undefined,
    };
  },
  component: lazyRouteComponent(() => import("./WallPage"), "WallPage"),
});

export const dashboardsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/dashboards",
    component: lazyRouteComponent(() => import("./DashboardsPage"), "DashboardsPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/dashboards/$dashboardId",
    ...taking(readDashboard, "time"),
    component: lazyRouteComponent(() => import("./DashboardPage"), "DashboardPage"),
  }),
] as const;
