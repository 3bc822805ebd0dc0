import { IconActivityHeartbeat } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 10,
    to: "/",
    label: { en: "Overview", de: "Überblick" },
    icon: IconActivityHeartbeat,
    permission: "devices:view",
  },
];
