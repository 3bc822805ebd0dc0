import { describe, expect, it } from "vitest";
import type { Device, Page } from "@/api/types";
import { mergeDevice, mergeIntoPage, patchesOf } from "./mergeDevice";

const device = (id: number, more: Partial<Device> = {}): Device =>
  ({
    id,
    name: `r${id}`,
    state: "up",
    state_reason: "",
    state_since: "2026-03-14T10:00:00Z",
    last_polled_at: "2026-03-14T11:59:00Z",
    identity_state: "verified",
    identity_reason: "",
    ...more,
  }) as Device;
const page = (...items: Device[]): Page<Device> => ({ items, total: items.length, offset: 0, limit: 50 });
const wentDown = {
  id: 2,
  name: "r2",
  from: "up",
  to: "down",
  reason: "3 polls without an answer",
  at: "2026-03-14T12:00:00Z",
};

describe("patchesOf", () => {
  it("reads many changes of one message", () => {
    const patches = patchesOf({
      topic: "devices",
      event: "devices.state_changed",
      data: { changes: [wentDown, { ...wentDown, id: 3 }] },
    });
    expect([...patches.keys()]).toEqual([2, 3]);
    expect(patches.get(2)).toEqual({
      state: "down",
      state_reason: wentDown.reason,
      state_since: wentDown.at,
    });
  });

  it("reads the single change on a device's own topic", () => {
    expect(
      patchesOf({ topic: "device:2", event: "device.state_changed", data: wentDown }).get(2)?.state,
    ).toBe("down");
  });

  it("takes no state that it does not know, and no change without an id", () => {
    const changes = [{ ...wentDown, to: "on fire" }, { ...wentDown, id: "2" }, null];
    expect(patchesOf({ topic: "devices", event: "devices.state_changed", data: { changes } }).size).toBe(0);
  });

  it("reads who was polled", () => {
    const patches = patchesOf({
      topic: "devices",
      event: "devices.polled",
      data: { ids: [1, 2], at: wentDown.at },
    });
    expect(patches.get(1)).toEqual({ last_polled_at: wentDown.at });
  });

  it("reads a changed identity", () => {
    const data = { device_id: 2, to_state: "mismatch", reason: "another serial" };
    expect(patchesOf({ topic: "devices", event: "device.identity_changed", data }).get(2)).toEqual({
      identity_state: "mismatch",
      identity_reason: "another serial",
    });
  });
});

describe("mergeDevice", () => {
  it("changes only what the news names", () => {
    const merged = mergeDevice(device(2), { state: "down", state_since: wentDown.at });
    expect(merged).toMatchObject({ name: "r2", state: "down", identity_state: "verified" });
  });

  it("returns the same object when nothing is new", () => {
    const old = device(2);
    expect(mergeDevice(old, { state: "up" })).toBe(old);
  });

  it("lets older news not replace newer", () => {
    const fresh = device(2, { state: "up", state_since: "2026-03-14T12:05:00Z" });
    expect(mergeDevice(fresh, { state: "down", state_since: wentDown.at })).toBe(fresh);
  });
});

describe("mergeIntoPage", () => {
  it("changes the right row and keeps the others as they are", () => {
    const before = page(device(1), device(2));
    const after = mergeIntoPage(before, new Map([[2, { state: "down" as const }]]));
    expect(after?.items[0]).toBe(before.items[0]);
    expect(after?.items[1]?.state).toBe("down");
  });

  it("leaves a page alone that does not show the device", () => {
    const before = page(device(1));
    expect(mergeIntoPage(before, new Map([[9, { state: "down" as const }]]))).toBe(before);
    expect(mergeIntoPage(undefined, new Map())).toBeUndefined();
  });
});
