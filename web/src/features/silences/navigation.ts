import { IconBellOff } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "act",
    order: 31,
    to: "/silences",
    label: { en: "Silences", de: "Stummschaltungen" },
    icon: IconBellOff,
    permission: "silences:view",
  },
];
