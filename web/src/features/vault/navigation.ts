import { IconKey } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 30,
    to: "/credentials",
    label: { en: "Credentials", de: "Zugangsdaten" },
    icon: IconKey,
    permission: "credentials:view",
  },
];
