import { describe, expect, it } from "vitest";
import type { NextDay } from "@/api/types";
import { drawnForecast } from "./anomalies";

const HOUR = 3_600_000;
const NOON = Date.parse("2026-03-02T12:00:00Z");
const look = { color: 1, label: "likely" };

const answer = {
  state: "known",
  hours: Array.from({ length: 24 }, (_, hour) => ({
    at: new Date(NOON + hour * HOUR).toISOString(),
    expected: hour,
    low: hour - 1,
    high: hour + 2,
  })),
} as unknown as NextDay;

const window = (hours: number) => ({
  start: NOON + HOUR / 2 - hours * HOUR,
  end: NOON + HOUR / 2,
  stepSeconds: 900,
  rolling: true,
});

describe("what is to come, as it is drawn", () => {
  it("begins where the window ends and is as long", () => {
    const drawn = drawnForecast(answer, window(3), 900, look);
    expect(drawn?.expected[0]).toEqual([NOON + HOUR / 2, 0]);
    expect(drawn?.expected.at(-1)).toEqual([NOON + 3.25 * HOUR, 3]);
    expect(drawn?.low[2]).toEqual([NOON + HOUR, 0]);
    expect(drawn?.high[2]).toEqual([NOON + HOUR, 3]);
  });

  it("is a day at most, and an hour at least", () => {
    expect(drawnForecast(answer, window(7 * 24), 3600, look)?.expected).toHaveLength(23);
    expect(drawnForecast(answer, window(0.25), 60, look)?.expected).toHaveLength(60);
  });

  it("is nothing where too little is known", () => {
    const unknown = { ...answer, state: "insufficient_history", hours: [] } as NextDay;
    expect(drawnForecast(unknown, window(3), 900, look)).toBeUndefined();
    expect(drawnForecast(undefined, window(3), 900, look)).toBeUndefined();
  });
});
