import { IconAlertTriangle } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 16,
    to: "/alerts",
    label: { en: "Alerts", de: "Alarme" },
    icon: IconAlertTriangle,
    permission: "alerts:view",
  },
];
