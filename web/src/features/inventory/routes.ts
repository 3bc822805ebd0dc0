/** The pages of devices. */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "@/app/routes";
import { taking } from "@/lib/carried";
import { readRange } from "@/lib/range";
import { asText, oneOf, type RawSearch } from "@/lib/search";
import { DEVICE_TABS, readDeviceSearch, type DevicePartSearch } from "./deviceSearch";

const readPart = (search: RawSearch): DevicePartSearch => ({
  ...readRange(search),
  tab: oneOf(search.tab, DEVICE_TABS),
  interface: asText(search.interface),
  reading: asText(search.reading),
  q: asText(search.q),
  sort: asText(search.sort),
});

export const inventoryRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: "/devices",
    ...taking(readDeviceSearch, "site"),
    component: lazyRouteComponent(() => import("./DevicesPage"), "DevicesPage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/devices/$deviceId",
    ...taking(readPart, "time"),
    component: lazyRouteComponent(() => import("./DevicePage"), "DevicePage"),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: "/import",
    component: lazyRouteComponent(() => import("./ImportPage"), "ImportPage"),
  }),
] as const;
