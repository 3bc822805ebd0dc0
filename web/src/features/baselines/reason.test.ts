import { describe, expect, it } from "vitest";
import de from "./texts.de";
import { caseOf, reasonOf } from "./reason";
import { en } from "./texts";

const drop = {
  kind: "drop" as const,
  metric: "rx_power_dbm",
  value: -11.2,
  expected: -6,
  low: -6.5,
  high: -5.5,
  z: -21,
  reason:
    "-11.2 dBm is 21.0 robust sigmas below the -6 dBm that is normal at this hour (-6.5 dBm to -5.5 dBm).",
};

describe("why something is an anomaly", () => {
  it("is the server's own sentence in English", () => {
    expect(reasonOf(drop)).toBe(drop.reason);
  });

  it("is told of every case in every language", () => {
    const cases = [
      drop,
      { ...drop, value: 1 },
      { ...drop, kind: "missing_data" as const, value: null },
      { ...drop, kind: "flatline" as const },
      { ...drop, kind: "hard_limit" as const },
      { ...drop, expected: null },
    ];
    const keys = cases.map((one) => `reason.${caseOf(one)}`);
    expect(new Set(keys).size).toBe(cases.length);
    for (const key of keys) {
      expect(Object.keys(en)).toContain(key);
      expect(Object.keys(de)).toContain(key);
    }
  });
});
