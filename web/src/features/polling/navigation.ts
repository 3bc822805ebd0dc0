import { IconRefreshDot } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 40,
    to: "/cycles",
    label: { en: "Poll cycles", de: "Abfragezyklen" },
    icon: IconRefreshDot,
    permission: "polling:view",
  },
];
