import { IconBellRinging, IconCalendarUser } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "act",
    order: 35,
    to: "/notifications",
    label: { en: "Notifications", de: "Benachrichtigungen" },
    icon: IconBellRinging,
    permission: "notifications:view",
  },
  {
    verb: "act",
    order: 36,
    to: "/on-call",
    label: { en: "On call", de: "Bereitschaft" },
    icon: IconCalendarUser,
    permission: "notifications:view",
  },
];
