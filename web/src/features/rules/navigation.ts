import { IconAdjustmentsAlt } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 17,
    to: "/rules",
    label: { en: "Alert rules", de: "Alarmregeln" },
    icon: IconAdjustmentsAlt,
    permission: "rules:view",
  },
];
