import { IconActivityHeartbeat, IconWaveSine } from "@tabler/icons-react";
import type { Place } from "@/app/navigation";

export const places: readonly Place[] = [
  {
    verb: "understand",
    order: 4,
    to: "/anomalies",
    label: { en: "Anomalies", de: "Auffälligkeiten" },
    icon: IconActivityHeartbeat,
    permission: "anomalies:view",
  },
  {
    verb: "understand",
    order: 12,
    to: "/baselines",
    label: { en: "Baselines", de: "Normalwerte" },
    icon: IconWaveSine,
    permission: "series:view",
  },
];
