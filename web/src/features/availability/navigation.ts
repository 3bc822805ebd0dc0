import { IconPercentage } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "understand",
    order: 8,
    to: "/availability",
    label: { en: "Availability", de: "Verfügbarkeit" },
    icon: IconPercentage,
    permission: "health:view",
  },
];
