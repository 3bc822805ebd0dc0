import { expect, test } from "vitest";
import { heldPoints, toneOfHealth } from "./health";

const HOUR = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();

test("a recorded score holds until the next one, and not for ever", () => {
  const points = heldPoints(
    [
      { at: at(0), score: 90 },
      { at: at(HOUR), score: null },
      { at: at(2 * HOUR), score: 70 },
    ],
    0,
    5 * HOUR,
  );
  const values = new Map(points);
  expect(values.get(HOUR / 2)).toBe(90);
  expect(values.get(1.5 * HOUR)).toBeNull();
  expect(values.get(3 * HOUR)).toBe(70);
  expect(values.get(4 * HOUR)).toBeNull();
});

test("nothing is known before the first score", () => {
  expect(heldPoints([{ at: at(HOUR), score: 50 }], 0, HOUR)[0]).toEqual([0, null]);
});

test("unknown is never shown as healthy", () => {
  expect(toneOfHealth("unknown")).toBe("unknown");
});
