import { IconMap2 } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 30,
    to: "/sites",
    label: { en: "Sites", de: "Standorte" },
    icon: IconMap2,
    permission: "devices:view",
  },
];
