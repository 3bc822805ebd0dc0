/** The pages of accounts. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const accountsRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/password",
    component: lazyRouteComponent(() => import("./PasswordPage"), "PasswordPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/account",
    component: lazyRouteComponent(() => import("./AccountPage"), "AccountPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/users",
    component: lazyRouteComponent(() => import("./UsersPage"), "UsersPage"),
  }),
] as const;
