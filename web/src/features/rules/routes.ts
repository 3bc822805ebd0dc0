/** The pages of alert rules. The rule called `-new` does not exist: keys begin with a letter. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const rulesRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/rules",
    component: lazyRouteComponent(() => import("./RulesPage"), "RulesPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/rules/$ruleKey",
    component: lazyRouteComponent(() => import("./RulePage"), "RulePage"),
  }),
] as const;
