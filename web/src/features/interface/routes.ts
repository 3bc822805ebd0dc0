/** The page of one interface. Its name is in the query, because names have slashes. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { COMPARISONS, type Comparison } from "@/features/series/band";
import { readRange, type RangeSearch } from "@/lib/range";
import { asText, oneOf, type RawSearch } from "@/lib/search";

export interface InterfaceSearch extends RangeSearch {
  name?: string;
  compare?: Comparison;
}

const readInterface = (search: RawSearch): InterfaceSearch => ({
  ...readRange(search),
  name: asText(search.name),
  compare: oneOf(search.compare, COMPARISONS),
});

export const interfaceRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/devices/$deviceId/interface",
    ...taking(readInterface, "time"),
    component: lazyRouteComponent(() => import("./InterfacePage"), "InterfacePage"),
  }),
] as const;
