/** What the palette can do besides going somewhere: pages opened at the thing to do. */
import {
  IconFileImport,
  IconKey,
  IconLock,
  IconPlus,
  IconRadar2,
  IconAdjustments,
  type Icon,
} from "@tabler/icons-react";
import { t } from "./texts";

export interface Action {
  /** The address that does it. */
  key: string;
  label: string;
  icon: Icon;
}

const ACTIONS: readonly (Action & { permission?: string })[] = [
  { key: "/discovery", label: t("startDiscovery"), icon: IconRadar2, permission: "discovery:run" },
  { key: "/import", label: t("importDevices"), icon: IconFileImport, permission: "devices:import" },
  { key: "/credentials", label: t("addCredential"), icon: IconKey, permission: "credentials:edit" },
  { key: "/dashboards", label: t("makeDashboard"), icon: IconPlus, permission: "dashboards:edit" },
  { key: "/preferences", label: t("changePreferences"), icon: IconAdjustments },
  { key: "/password", label: t("changePassword"), icon: IconLock },
];

export const actionsFor = (permissions: readonly string[]): Action[] =>
  ACTIONS.filter(({ permission }) => permission === undefined || permissions.includes(permission));
