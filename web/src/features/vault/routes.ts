/** The pages of the vault. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";

export const vaultRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/credentials",
    component: lazyRouteComponent(() => import("./CredentialsPage"), "CredentialsPage"),
  }),
] as const;
