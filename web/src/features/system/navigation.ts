import { IconSettings, IconStethoscope } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 50,
    to: "/system",
    label: { en: "System", de: "System" },
    icon: IconStethoscope,
    permission: "system:view",
  },
  {
    verb: "operate",
    order: 60,
    to: "/settings",
    label: { en: "Settings", de: "Konfiguration" },
    icon: IconSettings,
    permission: "settings:view",
  },
];
