/** The pages of the platform itself. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { asText, oneOf, type RawSearch } from "@/lib/search";

export interface SettingsSearch {
  q?: string;
  source?: "default" | "environment" | "file";
}

export const systemRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/system",
    component: lazyRouteComponent(() => import("./SystemPage"), "SystemPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/settings",
    validateSearch: (search: RawSearch): SettingsSearch => ({
      q: asText(search.q),
      source: oneOf(search.source, ["default", "environment", "file"] as const),
    }),
    component: lazyRouteComponent(() => import("./SettingsPage"), "SettingsPage"),
  }),
] as const;
