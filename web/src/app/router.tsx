/** Every page and what its URL may say. Pages load when they are first asked for. */
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { QueryClient } from "@tanstack/react-query";
import { sessionQuery } from "@/features/accounts/session";
import { readEventSearch } from "@/features/events/eventSearch";
import { DEVICE_TABS, readDeviceSearch, type DevicePartSearch } from "@/features/inventory/deviceSearch";
import { GROUPS } from "@/features/polling/cycleSearch";
import type { CycleGroup } from "@/api/types";
import { readRange } from "@/lib/range";
import { asText, oneOf, parseSearch, stringifySearch, type RawSearch } from "@/lib/search";
import { Waiting } from "@/ui/states";
import { NotFound, PageFailure } from "./fallbacks";
import { queries } from "./queries";
import { Shell } from "./Shell";

const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet });

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/login",
  validateSearch: (search: RawSearch): { next?: string } => ({ next: asText(search.next) }),
  component: lazyRouteComponent(() => import("@/features/accounts/LoginPage"), "LoginPage"),
});

const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "app",
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.query({ ...sessionQuery, staleTime: "static" });
    if (session === null) {
      const next = location.href === "/" ? undefined : location.href;
      throw redirect({ to: "/login", search: { next } });
    }
  },
});

const overviewRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/",
  validateSearch: readRange,
  component: lazyRouteComponent(() => import("@/features/overview/OverviewPage"), "OverviewPage"),
});

const devicesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/devices",
  validateSearch: readDeviceSearch,
  component: lazyRouteComponent(() => import("@/features/inventory/DevicesPage"), "DevicesPage"),
});

const deviceRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/devices/$deviceId",
  validateSearch: (search: RawSearch): DevicePartSearch => ({
    ...readRange(search),
    tab: oneOf(search.tab, DEVICE_TABS),
    interface: asText(search.interface),
    q: asText(search.q),
    sort: asText(search.sort),
  }),
  component: lazyRouteComponent(() => import("@/features/inventory/DevicePage"), "DevicePage"),
});

const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/import",
  component: lazyRouteComponent(() => import("@/features/inventory/ImportPage"), "ImportPage"),
});

const discoveriesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/discovery",
  component: lazyRouteComponent(() => import("@/features/discovery/DiscoveriesPage"), "DiscoveriesPage"),
});

const discoveryRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/discovery/$discoveryId",
  validateSearch: (search: RawSearch): { match?: "new" | "known" | "conflict" } => ({
    match: oneOf(search.match, ["new", "known", "conflict"]),
  }),
  component: lazyRouteComponent(() => import("@/features/discovery/DiscoveryPage"), "DiscoveryPage"),
});

const credentialsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/credentials",
  component: lazyRouteComponent(() => import("@/features/vault/CredentialsPage"), "CredentialsPage"),
});

const cyclesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/cycles",
  validateSearch: (search: RawSearch): { group?: CycleGroup } => ({ group: oneOf(search.group, GROUPS) }),
  component: lazyRouteComponent(() => import("@/features/polling/CyclesPage"), "CyclesPage"),
});

const cycleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/cycles/$cycleId",
  validateSearch: (search: RawSearch): { outcome?: string; q?: string } => ({
    outcome: asText(search.outcome),
    q: asText(search.q),
  }),
  component: lazyRouteComponent(() => import("@/features/polling/CyclePage"), "CyclePage"),
});

const eventsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/events",
  validateSearch: readEventSearch,
  component: lazyRouteComponent(() => import("@/features/events/EventsPage"), "EventsPage"),
});

const systemRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/system",
  component: lazyRouteComponent(() => import("@/features/system/SystemPage"), "SystemPage"),
});

const passwordRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/password",
  component: lazyRouteComponent(() => import("@/features/accounts/PasswordPage"), "PasswordPage"),
});

const routeTree = rootRoute.addChildren([
  loginRoute,
  appRoute.addChildren([
    overviewRoute,
    devicesRoute,
    deviceRoute,
    importRoute,
    discoveriesRoute,
    discoveryRoute,
    credentialsRoute,
    cyclesRoute,
    cycleRoute,
    eventsRoute,
    systemRoute,
    passwordRoute,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queries },
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultPendingComponent: () => <Waiting rows={8} label="Loading page" />,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
