import { IconFileImport, IconServer2 } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "watch",
    order: 20,
    to: "/devices",
    label: { en: "Devices", de: "Geräte" },
    icon: IconServer2,
    permission: "devices:view",
  },
  {
    verb: "operate",
    order: 20,
    to: "/import",
    label: { en: "Import", de: "Import" },
    icon: IconFileImport,
    permission: "devices:import",
  },
];
