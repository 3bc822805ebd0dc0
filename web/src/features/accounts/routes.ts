/** The pages of accounts. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const accountsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/password",
    component: lazyRouteComponent(() => import("./PasswordPage"), "PasswordPage"),
  }),
] as const;
