import { expect, it, vi } from "vitest";
import { adoptPreferences, preferences, setPreference, whenPreferencesChange } from "./preferences";

it("keeps what was chosen before the account was there, and tells the account of it", () => {
  setPreference("density", "compact");
  adoptPreferences({ density: "large", zone: "UTC" });
  expect(preferences()).toEqual({ density: "compact", zone: "UTC" });
  const hear = vi.fn();
  whenPreferencesChange(hear);
  expect(hear).toHaveBeenCalledExactlyOnceWith({ density: "compact", zone: "UTC" });
  setPreference("density", undefined);
  expect(hear).toHaveBeenLastCalledWith({ zone: "UTC" });
});

it("says nothing to somebody new when nothing was chosen since", () => {
  const hear = vi.fn();
  whenPreferencesChange(hear);
  expect(hear).not.toHaveBeenCalled();
  adoptPreferences({ zone: "Europe/Berlin" });
  expect(preferences()).toEqual({ zone: "Europe/Berlin" });
});
