/** Every page: each feature brings its own in `routes.ts`. Pages load when they are first asked for. */
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { accessRoutes } from "@/features/access/routes";
import { accountsRoutes } from "@/features/accounts/routes";
import { alertsRoutes } from "@/features/alerts/routes";
import { auditRoutes } from "@/features/audit/routes";
import { availabilityRoutes } from "@/features/availability/routes";
import { baselinesRoutes } from "@/features/baselines/routes";
import { capacityRoutes } from "@/features/capacity/routes";
import { dashboardsRoutes, wallRoute } from "@/features/dashboards/routes";
import { discoveryRoutes } from "@/features/discovery/routes";
import { eventsRoutes } from "@/features/events/routes";
import { explorerRoutes } from "@/features/explorer/routes";
import { healthRoutes } from "@/features/health/routes";
import { inboxRoutes } from "@/features/inbox/routes";
import { incidentsRoutes } from "@/features/incidents/routes";
import { interfaceRoutes } from "@/features/interface/routes";
import { inventoryRoutes } from "@/features/inventory/routes";
import { maintenanceRoutes } from "@/features/maintenance/routes";
import { messagesRoutes } from "@/features/messages/routes";
import { notificationsRoutes } from "@/features/notifications/routes";
import { overviewRoutes } from "@/features/overview/routes";
import { pollingRoutes } from "@/features/polling/routes";
import { poolsRoutes } from "@/features/pools/routes";
import { preferencesRoutes } from "@/features/preferences/routes";
import { rulesRoutes } from "@/features/rules/routes";
import { silencesRoutes } from "@/features/silences/routes";
import { sitesRoutes } from "@/features/sites/routes";
import { systemRoutes } from "@/features/system/routes";
import { tasksRoutes } from "@/features/tasks/routes";
import { topologyRoutes } from "@/features/topology/routes";
import { vaultRoutes } from "@/features/vault/routes";
import { asText, parseSearch, stringifySearch, type RawSearch } from "@/lib/search";
import { Waiting } from "@/ui/states";
import { NotFound, PageFailure } from "./fallbacks";
import { queries } from "./queries";
import { appRoute, rootRoute } from "./routes";
import { t } from "./texts";

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/login",
  validateSearch: (search: RawSearch): { next?: string; problem?: string } => ({
    next: asText(search.next),
    problem: asText(search.problem),
  }),
  component: lazyRouteComponent(() => import("@/features/accounts/LoginPage"), "LoginPage"),
});

const routeTree = rootRoute.addChildren([
  loginRoute,
  wallRoute,
  appRoute.addChildren([
    ...accessRoutes,
    ...accountsRoutes,
    ...alertsRoutes,
    ...auditRoutes,
    ...availabilityRoutes,
    ...baselinesRoutes,
    ...capacityRoutes,
    ...dashboardsRoutes,
    ...discoveryRoutes,
    ...eventsRoutes,
    ...explorerRoutes,
    ...healthRoutes,
    ...inboxRoutes,
    ...incidentsRoutes,
    ...interfaceRoutes,
    ...inventoryRoutes,
    ...maintenanceRoutes,
    ...messagesRoutes,
    ...notificationsRoutes,
    ...overviewRoutes,
    ...pollingRoutes,
    ...poolsRoutes,
    ...preferencesRoutes,
    ...rulesRoutes,
    ...silencesRoutes,
    ...sitesRoutes,
    ...systemRoutes,
    ...tasksRoutes,
    ...topologyRoutes,
    ...vaultRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queries },
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultPendingComponent: () => <Waiting rows={8} label={t("loadingPage")} />,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
