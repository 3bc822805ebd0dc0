import { IconInbox } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "act",
    order: 5,
    to: "/inbox",
    label: { en: "Inbox", de: "Eingang" },
    icon: IconInbox,
    permission: "alerts:view",
  },
];
