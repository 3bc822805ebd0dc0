import { IconStack2 } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 25,
    to: "/pools",
    label: { en: "Pools", de: "Pools" },
    icon: IconStack2,
    permission: "devices:view",
  },
];
