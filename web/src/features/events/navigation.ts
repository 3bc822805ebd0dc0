import { IconBellRinging } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 40,
    to: "/events",
    label: { en: "Events", de: "Ereignisse" },
    icon: IconBellRinging,
    permission: "events:view",
  },
];
