import { IconStethoscope } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 50,
    to: "/system",
    label: { en: "System", de: "System" },
    icon: IconStethoscope,
    permission: "system:view",
  },
];
