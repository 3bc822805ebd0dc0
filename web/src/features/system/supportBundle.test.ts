import { expect, it } from "vitest";
import { nameIn } from "./supportBundle";

it("takes the name that the server gives, and no path", () => {
  expect(nameIn('attachment; filename="watchkeeper-support-20260301-120000.zip"')).toBe(
    "watchkeeper-support-20260301-120000.zip",
  );
  expect(nameIn('attachment; filename="../../x.zip"')).toBe("watchkeeper-support.zip");
  expect(nameIn(null)).toBe("watchkeeper-support.zip");
});
