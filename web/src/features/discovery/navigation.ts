import { IconRadar2 } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 10,
    to: "/discovery",
    label: { en: "Discovery", de: "Erkundung" },
    icon: IconRadar2,
    permission: "discovery:view",
  },
];
