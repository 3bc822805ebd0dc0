import { IconHeartbeat } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "understand",
    order: 6,
    to: "/health",
    label: { en: "Health", de: "Gesundheit" },
    icon: IconHeartbeat,
    permission: "health:view",
  },
];
