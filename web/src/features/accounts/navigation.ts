import { IconUsers } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "operate",
    order: 40,
    to: "/users",
    label: { en: "Users", de: "Benutzer" },
    icon: IconUsers,
    permission: "accounts:view",
  },
];
