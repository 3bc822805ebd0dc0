/** Units by the names of metrics. */

const UNITS: readonly (readonly [string, string])[] = [
  ["_dbm", "dBm"],
  ["_bps", "bit/s"],
  ["_percent", "%"],
  ["_ms", "ms"],
  ["_ma", "mA"],
  ["_c", "°C"],
  ["_ps", "1/s"],
  ["_pps", "1/s"],
  ["_bytes", "B"],
  ["_v", "V"],
];

/** The unit of a metric: as the samples say, else as its name ends. */
export const unitOf = (metric: string, unit?: string): string =>
  unit ?? UNITS.find(([ending]) => metric.endsWith(ending))?.[1] ?? "";
