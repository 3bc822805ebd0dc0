import { IconTool } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "act",
    order: 30,
    to: "/maintenance",
    label: { en: "Maintenance", de: "Wartung" },
    icon: IconTool,
    permission: "maintenance:view",
  },
];
