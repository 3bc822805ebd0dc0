/** The pages of the audit log. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { readAuditSearch } from "./auditSearch";

export const auditRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/audit",
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import("./AuditPage"), "AuditPage"),
  }),
] as const;
