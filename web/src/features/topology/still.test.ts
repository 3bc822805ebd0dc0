import { expect, test } from "vitest";
import { flowing } from "./still";

test("a wide picture flows to the right, a narrow one downwards", () => {
  const rows = [
    { x: 0, y: 0 },
    { x: -55, y: 160 },
    { x: 55, y: 160 },
  ];
  const [first, second, third] = flowing(rows, 900);
  expect(second?.x).toBeGreaterThan(first?.x ?? 0);
  expect(second?.x).toBe(third?.x);
  const [top, below] = flowing(rows, 320);
  expect(below?.y).toBeGreaterThan(top?.y ?? 0);
});
