import { IconMessages } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 45,
    to: "/messages",
    label: { en: "Messages", de: "Meldungen" },
    icon: IconMessages,
    permission: "events:view",
  },
];
