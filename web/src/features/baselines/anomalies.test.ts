import { describe, expect, it } from "vitest";
import type { Band, NextDay } from "@/api/types";
import { drawnBand, drawnForecast } from "./anomalies";

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

describe("the normal band, as it is drawn", () => {
  const point = { expected: 10, low: 8, high: 12, climb: 4, level: "hour_of_week" };
  const band = {
    state: "known",
    points: [
      { ...point, at: "2026-03-02T10:00:00Z" },
      { ...point, at: "2026-03-02T11:00:00Z", climb: 0 },
    ],
  } as unknown as Band;
  const morning = { start: NOON - 2 * HOUR, end: NOON, stepSeconds: 900, rolling: false };

  it("climbs within the hours that do, around their middle", () => {
    const low = drawnBand(band, morning, 900)?.low.map(([, value]) => value);
    expect(low).toEqual([6.5, 7.5, 8.5, 9.5, 8, 8, 8, 8]);
  });

  it("has one height an hour where the steps are hours", () => {
    expect(drawnBand(band, morning, 3600)?.high.map(([, value]) => value)).toEqual([12, 12]);
  });
});
