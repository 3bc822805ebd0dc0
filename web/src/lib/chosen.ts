/** The preferences that texts and sizes obey, read once where they are used. */
import { preferences } from "./preferences";

export const DENSITIES = ["comfortable", "compact", "large"] as const;
export const TRAFFIC_UNITS = ["bits", "bytes"] as const;
export type Density = (typeof DENSITIES)[number];

function chosen<const T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
  const value = preferences()[name];
  return allowed.find((one) => one === value) ?? allowed[0];
}

export const density = () => chosen("density", DENSITIES);
export const trafficUnit = () => chosen("traffic", TRAFFIC_UNITS);

/** Sizes are in rem: one attribute on the root makes everything denser or larger. */
export function applyDensity(): void {
  document.documentElement.dataset.density = density();
}
