import { IconHistory } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 40,
    to: "/audit",
    label: { en: "Audit log", de: "Audit-Protokoll" },
    icon: IconHistory,
    permission: "audit:view",
  },
];
