import { describe, expect, it } from "vitest";
import { identitySaid } from "./identitySaid";

describe("how an identity is known", () => {
  it("is said in the page's own words", () => {
    expect(identitySaid("calls itself 'edge-1', as the inventory does")).toBe(
      "It calls itself edge-1, as the inventory does.",
    );
    expect(identitySaid("serial is 'B2', known is 'A1'")).toBe("The serial is B2; known is A1.");
    expect(identitySaid("chassis MAC '02' matches")).toBe("The chassis MAC 02 matches.");
    expect(identitySaid("engine id '80' as first seen, not yet accepted")).toBe(
      "The engine id 80 is as first seen; nobody has accepted it yet.",
    );
  });

  it("is shown as it came when it has another form", () => {
    expect(identitySaid("two devices have the serial 'A1'")).toBe("Two devices have the serial 'A1'.");
  });
});
