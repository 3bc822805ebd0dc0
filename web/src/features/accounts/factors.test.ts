import { describe, expect, it } from "vitest";
import { standingOf } from "./factors";

describe("what is told of the second factor", () => {
  it.each([
    [false, 0, "authenticatorOff"],
    [false, 1, "securityKeysOn"],
    [true, 0, "authenticatorOn"],
    [true, 2, "authenticatorOn"],
  ] as const)("authenticator %s and %i security keys: %s", (authenticator, keys, told) => {
    expect(standingOf({ authenticator, security_keys: keys })).toBe(told);
  });
});
