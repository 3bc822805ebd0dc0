import { IconLayoutDashboard } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 15,
    to: "/dashboards",
    label: { en: "Dashboards", de: "Dashboards" },
    icon: IconLayoutDashboard,
    permission: "dashboards:view",
  },
];
