/** What a module or sensor measures, by the names of the samples, and how an address names it. */
import type { Sample } from "@/api/types";
import { t } from "./texts";

export interface Metric {
  metric: string;
  name: string;
  unit: string;
}

export const OPTICS: readonly Metric[] = [
  { metric: "rx_power_dbm", name: t("received"), unit: "dBm" },
  { metric: "tx_power_dbm", name: t("sent"), unit: "dBm" },
  { metric: "bias_ma", name: t("bias"), unit: "mA" },
  { metric: "temperature_c", name: t("temperature"), unit: "°C" },
  { metric: "voltage_v", name: t("voltage"), unit: "V" },
];

/** The metrics that a sample has a value of; a sensor measures one thing, in a unit of its own. */
export function metricsOf(family: string, sample: Pick<Sample, "values" | "labels">): readonly Metric[] {
  if (family === "optics")
    return OPTICS.filter(
      ({ metric }) => sample.values[metric] !== null && sample.values[metric] !== undefined,
    );
  const { unit } = sample.labels;
  return [{ metric: "value", name: t("reading"), unit: typeof unit === "string" ? unit : "" }];
}

export const readingName = (family: "optics" | "sensor", object: string): string => `${family}:${object}`;

/** The family and object that an address names. Without a family it is a sensor. */
export function asReading(name: string): { family: "optics" | "sensor"; object: string } {
  const [family = "", ...rest] = name.split(":");
  if (family === "optics" || family === "sensor") return { family, object: rest.join(":") };
  return { family: "sensor", object: name };
}
