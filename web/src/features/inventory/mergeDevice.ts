/** Live news about devices, laid over what a page already shows. */
import type { Device, DeviceState, Page } from "@/api/types";
import type { LiveMessage } from "@/live/message";

export type DevicePatch = Partial<
  Pick<
    Device,
    "state" | "state_reason" | "state_since" | "last_polled_at" | "identity_state" | "identity_reason"
  >
>;

const STATES: readonly string[] = ["up", "down", "unknown"] satisfies DeviceState[];
const IDENTITIES: readonly string[] = [
  "verified",
  "unverified",
  "mismatch",
] satisfies Device["identity_state"][];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** What a message says about which devices. Messages of other kinds say nothing here. */
export function patchesOf(message: LiveMessage): Map<number, DevicePatch> {
  const { event, data } = message;
  const patches = new Map<number, DevicePatch>();
  if (event.endsWith(".state_changed")) {
    for (const change of Array.isArray(data.changes) ? data.changes.filter(isRecord) : [data]) {
      const to = text(change.to);
      if (typeof change.id !== "number" || !to || !STATES.includes(to)) continue;
      patches.set(change.id, {
        state: to as DeviceState,
        state_reason: text(change.reason) ?? "",
        state_since: text(change.at) ?? null,
      });
    }
  } else if (event === "devices.polled" && Array.isArray(data.ids)) {
    const at = text(data.at);
    for (const id of data.ids) if (typeof id === "number" && at) patches.set(id, { last_polled_at: at });
  } else if (event === "device.identity_changed") {
    const id = data.device_id ?? data.id;
    const to = text(data.to_state);
    if (typeof id === "number" && to && IDENTITIES.includes(to)) {
      patches.set(id, {
        identity_state: to as Device["identity_state"],
        identity_reason: text(data.reason) ?? "",
      });
    }
  }
  return patches;
}

/** Older news never replaces newer: messages may arrive after the answer that already contained them. */
function outdated(device: Device, patch: DevicePatch): boolean {
  const { state_since: since, last_polled_at: polled } = patch;
  if (since && device.state_since && since < device.state_since) return true;
  return Boolean(polled && device.last_polled_at && polled < device.last_polled_at);
}

/** The device with the news; the same object when nothing changed, so that nothing renders. */
export function mergeDevice(device: Device, patch: DevicePatch): Device {
  if (outdated(device, patch)) return device;
  const changed = Object.entries(patch).some(
    ([field, value]) => device[field as keyof DevicePatch] !== value,
  );
  return changed ? { ...device, ...patch } : device;
}

/** A page of devices with the news in the right rows. */
export function mergeIntoPage(
  page: Page<Device> | undefined,
  patches: ReadonlyMap<number, DevicePatch>,
): Page<Device> | undefined {
  if (!page) return page;
  const items = page.items.map((device) => {
    const patch = patches.get(device.id);
    return patch ? mergeDevice(device, patch) : device;
  });
  return items.some((device, index) => device !== page.items[index]) ? { ...page, items } : page;
}
