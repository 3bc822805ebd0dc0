import { expect, it, vi } from "vitest";
import { setPreference, whenPreferencesChange } from "./preferences";

it("tells the account also of what was chosen before it was there", () => {
  setPreference("density", "compact");
  const hear = vi.fn();
  whenPreferencesChange(hear);
  expect(hear).toHaveBeenCalledExactlyOnceWith({ density: "compact" });
  setPreference("density", undefined);
  expect(hear).toHaveBeenLastCalledWith({});
});

it("says nothing to somebody new when nothing was chosen since", () => {
  const hear = vi.fn();
  whenPreferencesChange(hear);
  expect(hear).not.toHaveBeenCalled();
});
