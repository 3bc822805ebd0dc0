import { IconUrgent } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 15,
    to: "/incidents",
    label: { en: "Incidents", de: "Störungen" },
    icon: IconUrgent,
    permission: "alerts:view",
  },
];
