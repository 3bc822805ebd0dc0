import { IconShieldLock } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 40,
    to: "/roles",
    label: { en: "Roles", de: "Rollen" },
    icon: IconShieldLock,
    permission: "accounts:view",
  },
];
