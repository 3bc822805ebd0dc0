/** The network that the mock server pretends to watch. */
import type { Credential, Device, DeviceState, Interface, Site } from "../src/api/types";
import { hash, pick } from "./signal";

export const STARTED = Date.now();
const SITES = ["Amsterdam", "Bergen", "Frankfurt", "Hilversum", "Lisboa", "Warszawa"];
const MODELS = [
  {
    vendor: "Juniper",
    model: "MX204",
    os: "Junos",
    os_version: "22.4R3",
    platform: "junos",
    port: "et-0/0/",
    ports: 24,
    speed: 100e9,
    role: "core",
  },
  {
    vendor: "Cisco",
    model: "ASR-9901",
    os: "IOS XR",
    os_version: "7.9.2",
    platform: "iosxr",
    port: "TenGigE0/0/0/",
    ports: 32,
    speed: 10e9,
    role: "edge",
  },
  {
    vendor: "Arista",
    model: "7280SR3",
    os: "EOS",
    os_version: "4.31.2F",
    platform: "eos",
    port: "Ethernet",
    ports: 48,
    speed: 25e9,
    role: "leaf",
  },
  {
    vendor: "Cisco",
    model: "C9300-48P",
    os: "IOS XE",
    os_version: "17.9.4a",
    platform: "iosxe",
    port: "GigabitEthernet1/0/",
    ports: 48,
    speed: 1e9,
    role: "access",
  },
  {
    vendor: "Ciena",
    model: "5142",
    os: "SAOS",
    os_version: "6.21",
    platform: "saos",
    port: "",
    ports: 26,
    speed: 10e9,
    role: "metro",
  },
  {
    vendor: "net-snmp",
    model: "Linux",
    os: "Linux",
    os_version: "6.1.0",
    platform: "linux",
    port: "eth",
    ports: 4,
    speed: 10e9,
    role: "srv",
  },
] as const;

export type Model = (typeof MODELS)[number];

export const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
const before = (seconds: number): string => iso(STARTED - seconds * 1000);

/** Degrees north and east, in the order of the sites. */
const PLACES: readonly (readonly [number, number])[] = [
  [52.37, 4.9],
  [60.39, 5.32],
  [50.11, 8.68],
  [52.22, 5.17],
  [38.72, -9.14],
  [52.23, 21.01],
];

export const sites: Site[] = SITES.map((name, index) => ({
  id: index + 1,
  name,
  description: "",
  latitude: PLACES[index]?.[0] ?? null,
  longitude: PLACES[index]?.[1] ?? null,
  credential_id: null,
  time_zone: null,
  availability_target: null,
  device_count: 0,
  created_at: before(8e6),
  updated_at: before(8e6),
}));

export const credentials: Credential[] = [
  {
    id: 1,
    name: "backbone",
    kind: "snmp_v3",
    user: "wk-poll",
    auth: "sha256",
    priv: "aes128",
    context: "",
    is_default: true,
    attributes: {},
    protocol: "snmp",
    version: 1,
    expires_at: null,
    expiry: "none",
    sealed_at: before(4e5),
    created_at: before(9e6),
    updated_at: before(4e5),
  },
  {
    id: 2,
    name: "access switches",
    kind: "snmp_v2c",
    user: "",
    auth: null,
    priv: null,
    context: "",
    is_default: false,
    attributes: {},
    protocol: "snmp",
    version: 1,
    expires_at: null,
    expiry: "none",
    sealed_at: before(4e5),
    created_at: before(9e6),
    updated_at: before(9e6),
  },
  {
    id: 3,
    name: "old power supplies",
    kind: "snmp_v1",
    user: "",
    auth: null,
    priv: null,
    context: "",
    is_default: false,
    attributes: {},
    protocol: "snmp",
    version: 1,
    expires_at: null,
    expiry: "none",
    sealed_at: before(4e5),
    created_at: before(9e6),
    updated_at: before(9e6),
  },
];

const WHY_DOWN = [
  "3 polls without an answer; ping does not answer either",
  "No answer (unreachable or community refused); last ping 4 min ago",
  "3 polls without an answer; the site's other devices answer",
];
const WHY_UNKNOWN = [
  "Authentication failed: the agent knows no such user",
  "Answers ping, but SNMP was never answered since it was added",
];

export const modelOf = new Map<number, Model>();

function stateOf(id: number): { state: DeviceState; reason: string } {
  const draw = hash("state", id);
  if (draw < 0.045) return { state: "down", reason: pick(WHY_DOWN, "why", id) };
  if (draw < 0.075) return { state: "unknown", reason: pick(WHY_UNKNOWN, "why", id) };
  return { state: "up", reason: "SNMP and ping answer" };
}

function makeDevice(id: number): Device {
  const model = pick(MODELS, "model", id);
  modelOf.set(id, model);
  const site = pick(sites, "site", id);
  site.device_count += 1;
  const mismatch = id === 17;
  const { state, reason } = mismatch
    ? { state: "unknown" as const, reason: "Another device answers at this address" }
    : stateOf(id);
  const name = `${site.name.slice(0, 3).toLowerCase()}-${model.role}-${String(id).padStart(2, "0")}`;
  const up = state === "up";
  const stale = up && hash("stale", id) < 0.02;
  return {
    id,
    name,
    address: `192.0.${2 + Math.floor(id / 250)}.${(id % 250) + 1}`,
    snmp_port: 161,
    site: { id: site.id, name: site.name },
    tags: [model.role, ...(hash("tag", id) < 0.2 ? ["critical"] : [])],
    platform: model.platform,
    vendor: model.vendor,
    os: model.os,
    os_version: model.os_version,
    model: model.model,
    serial: `FX${Math.floor(hash("serial", id) * 1e9)
      .toString(36)
      .toUpperCase()}`,
    sysname: name,
    credential_id: model.role === "access" ? 2 : 1,
    enabled: id !== 23,
    interval_s: null,
    driver: "snmp",
    state,
    state_reason: reason,
    state_since: before(up ? hash("since", id) * 4e6 : 200 + hash("since", id) * 9000),
    last_ok_at: up
      ? before(stale ? 460 : hash("ok", id) * 50)
      : state === "down"
        ? before(700 + hash("ok", id) * 9000)
        : null,
    last_polled_at: before(hash("ok", id) * 50),
    last_outcome: up
      ? hash("partial", id) < 0.04
        ? "partial"
        : "ok"
      : state === "down"
        ? "timeout"
        : mismatch
          ? "identity_mismatch"
          : "auth_failed",
    fresh: up && !stale,
    identity_state: mismatch ? "mismatch" : state === "unknown" ? "unverified" : "verified",
    identity_reason: mismatch
      ? `Expected system name ${name} with its serial; fra-edge-99 with serial FXQ81ZK answered 6 min ago.`
      : state === "unknown"
        ? ""
        : "System name and serial agreed at the last poll.",
    observed_identity: mismatch ? { sysname: "fra-edge-99", serial: "FXQ81ZK" } : null,
    uptime_s: up ? Math.floor(hash("uptime", id) * 2e7) : null,
    interface_count: id === 5 ? 1284 : model.ports + 1,
    created_at: before(6e6),
    updated_at: before(1e5),
  };
}

export const devices: Device[] = Array.from({ length: 184 }, (_, index) => makeDevice(index + 1));

const ports = new Map<number, Interface[]>();

export function interfacesOf(deviceId: number): Interface[] {
  const cached = ports.get(deviceId);
  if (cached) return cached;
  const device = devices.find((one) => one.id === deviceId);
  const model = modelOf.get(deviceId);
  if (!device || !model) return [];
  const made = Array.from({ length: device.interface_count }, (_, index): Interface => {
    const loopback = index === device.interface_count - 1;
    const admin = hash("admin", deviceId, index) < 0.12 ? "down" : "up";
    const down = admin === "down" || (!loopback && hash("oper", deviceId, index) < 0.1);
    const peer = pick(devices, "peer", deviceId, index);
    return {
      id: deviceId * 10_000 + index,
      if_index: 500 + index,
      name: loopback ? "lo0" : `${model.port}${index}`,
      descr: loopback ? "Loopback" : `${model.vendor} port ${index}`,
      alias:
        !loopback && hash("alias", deviceId, index) < 0.4
          ? `to ${peer.name} ${pick(["core", "ring A", "ring B", "uplink"], deviceId, index)}`
          : "",
      type: loopback ? "softwareLoopback" : "ethernetCsmacd",
      mtu: loopback ? 65_535 : 9_192,
      speed_bps: loopback ? null : model.speed,
      mac: loopback
        ? null
        : `02:00:5e:${[deviceId, index >> 8, index & 255].map((b) => (b & 255).toString(16).padStart(2, "0")).join(":")}`,
      admin_status: admin,
      oper_status: down ? "down" : "up",
      last_change_at: before(hash("change", deviceId, index) * 5e6),
      present: true,
    };
  });
  ports.set(deviceId, made);
  return made;
}

/** Polls move on: every device that is up was last asked within the running minute. */
export function refresh(now: number): void {
  for (const device of devices) {
    if (!device.enabled) continue;
    const polled = Math.floor((now - device.id * 311) / 60_000) * 60_000 + device.id * 311 + 1_500;
    device.last_polled_at = iso(Math.min(polled, now));
    if (device.state === "up" && device.fresh) device.last_ok_at = device.last_polled_at;
  }
}
