import { IconTopologyStar3 } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "understand",
    order: 10,
    to: "/map",
    label: { en: "Map", de: "Karte" },
    icon: IconTopologyStar3,
    permission: "topology:view",
  },
];
