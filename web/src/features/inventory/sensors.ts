/** Sensors as a list to read: by kind, then by name as people count. */
import type { Sample } from "@/api/types";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** What a sensor measures: `temperature`, `fanspeed`, `state`, … */
export function kindOf(sample: Pick<Sample, "labels">): string {
  const kind = sample.labels.sensor_class;
  return typeof kind === "string" ? kind : "";
}

/** The sensors whose name or kind contains `text`, in reading order. */
export function listSensors(samples: readonly Sample[], text: string | undefined): Sample[] {
  const wanted = text?.toLowerCase() ?? "";
  return samples
    .filter((sample) => `${sample.object} ${kindOf(sample)}`.toLowerCase().includes(wanted))
    .sort((a, b) => collator.compare(kindOf(a), kindOf(b)) || collator.compare(a.object, b.object));
}
