import { IconGauge } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "understand",
    order: 9,
    to: "/capacity",
    label: { en: "Capacity", de: "Kapazität" },
    icon: IconGauge,
    permission: "series:view",
  },
];
