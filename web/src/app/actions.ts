/** What the palette can do: at once, or by opening the page at the thing to do. */
import {
  IconAdjustments,
  IconBellOff,
  IconCalendarPlus,
  IconFileImport,
  IconKey,
  IconLink,
  IconLock,
  IconLogout,
  IconMoon,
  IconPlus,
  IconRadar2,
  IconRefresh,
  IconSun,
  IconUserPlus,
  type Icon,
} from "@tabler/icons-react";
import { words } from "@/lib/format";
import { tellDone, tellFailed } from "@/ui/toast";
import { t } from "./texts";

/** What an action may need of where it is called. */
export interface Here {
  path: string;
  dark: boolean;
  go: (address: string) => void;
  logOut: () => void;
  setTheme: (theme: "light" | "dark") => void;
}

export interface Action {
  key: string;
  label: string;
  icon: Icon;
  run: () => void;
}

interface Place {
  address: string;
  label: string;
  icon: Icon;
  permission?: string;
}

const PLACES: readonly Place[] = [
  { address: "/discovery", label: t("startDiscovery"), icon: IconRadar2, permission: "discovery:run" },
  { address: "/import", label: t("importDevices"), icon: IconFileImport, permission: "devices:import" },
  {
    address: "/maintenance",
    label: t("planMaintenance"),
    icon: IconCalendarPlus,
    permission: "maintenance:edit",
  },
  { address: "/silences", label: t("silenceAlerts"), icon: IconBellOff, permission: "silences:edit" },
  { address: "/credentials", label: t("addCredential"), icon: IconKey, permission: "credentials:edit" },
  { address: "/users", label: t("addUser"), icon: IconUserPlus, permission: "accounts:edit" },
  { address: "/dashboards", label: t("makeDashboard"), icon: IconPlus, permission: "dashboards:edit" },
  { address: "/account", label: t("makeApiKey"), icon: IconKey },
  { address: "/preferences", label: t("changePreferences"), icon: IconAdjustments },
  { address: "/password", label: t("changePassword"), icon: IconLock },
];

/** Everything that somebody with these permissions can do from here. */
export function actionsFor(permissions: readonly string[], here: Here): Action[] {
  const may = (permission: string | undefined) =>
    permission === undefined || permissions.includes(permission);
  const device = /^\/devices\/(\d+)/.exec(here.path)?.[1];
  const other = here.dark ? "light" : "dark";
  return [
    ...(device !== undefined && may("polling:run")
      ? [{ key: "poll", label: t("pollThisDevice"), icon: IconRefresh, run: () => void poll(Number(device)) }]
      : []),
    ...PLACES.filter(({ permission }) => may(permission)).map(({ address, label, icon }) => ({
      key: address,
      label,
      icon,
      run: () => here.go(address),
    })),
    { key: "link", label: t("copyLink"), icon: IconLink, run: () => void copyLink() },
    {
      key: "theme",
      label: here.dark ? t("lightTheme") : t("darkTheme"),
      icon: here.dark ? IconSun : IconMoon,
      run: () => here.setTheme(other),
    },
    { key: "logOut", label: t("logOut"), icon: IconLogout, run: here.logOut },
  ];
}

async function poll(deviceId: number): Promise<void> {
  try {
    const { outcome, reason } = await (await import("@/features/polling/pollNow")).pollAndWait(deviceId);
    tellDone(t("polledNow", { outcome: words(outcome) }), reason || undefined);
  } catch (error) {
    tellFailed(t("notPolled"), error);
  }
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(globalThis.location.href);
    tellDone(t("linkCopied"));
  } catch (error) {
    tellFailed(t("linkNotCopied"), error);
  }
}
