import { IconListCheck } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 45,
    to: "/tasks",
    label: { en: "Tasks", de: "Aufgaben" },
    icon: IconListCheck,
    permission: "system:view",
  },
];
