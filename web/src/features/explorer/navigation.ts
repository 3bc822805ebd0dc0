import { IconChartHistogram } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "understand",
    order: 10,
    to: "/explorer",
    label: { en: "Explorer", de: "Explorer" },
    icon: IconChartHistogram,
    permission: "series:view",
  },
];
