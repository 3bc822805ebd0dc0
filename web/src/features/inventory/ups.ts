/** What of a device's sensors is about its uninterruptible supply, and in which part of it. */
import type { Sample } from "@/api/types";
import { kindOf } from "./sensors";

export const UPS_PARTS = ["battery", "input", "output"] as const;
export type UpsPart = (typeof UPS_PARTS)[number];

const OF_A_SUPPLY: ReadonlySet<string> = new Set(["charge", "runtime"]);
const PART: readonly (readonly [UpsPart, RegExp])[] = [
  ["battery", /batter/i],
  ["input", /\b(input|line|bypass|utility|mains)\b/i],
  ["output", /\b(output|load|inverter)\b/i],
];

/** The part of a supply that a sensor belongs to, by its kind and name. */
export function partOf(sample: Pick<Sample, "labels" | "object">): UpsPart | undefined {
  if (OF_A_SUPPLY.has(kindOf(sample))) return "battery";
  if (kindOf(sample) === "load") return "output";
  return PART.find(([, words]) => words.test(sample.object))?.[0];
}

/** The sensors of each part; `undefined` when nothing says that the device is a supply with a battery. */
export function supplyOf(samples: readonly Sample[]): Record<UpsPart, Sample[]> | undefined {
  if (!samples.some((sample) => OF_A_SUPPLY.has(kindOf(sample)))) return undefined;
  const parts: Record<UpsPart, Sample[]> = { battery: [], input: [], output: [] };
  for (const sample of samples) {
    const part = partOf(sample);
    if (part) parts[part].push(sample);
  }
  return parts;
}
