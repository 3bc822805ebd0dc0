/** What happened in the pretended network: cycles, events, breakers, discoveries, dead letters. */
import type {
  Breaker,
  Cycle,
  CycleOutcome,
  CycleReport,
  DeadLetter,
  Discovery,
  Finding,
  WatchEvent,
} from "../src/api/types";
import { hash, pick } from "./signal";
import { devices, interfacesOf, iso, STARTED } from "./world";

const MINUTE = 60_000;

const GROUPS = [
  { group: "interfaces", every: 1, base: 2.2, spread: 2.5 },
  { group: "reachability", every: 1, base: 0.4, spread: 0.3 },
  { group: "environment", every: 5, base: 6, spread: 4 },
] as const;

/** The cycle of a slot and a group; its number says both. */
export function cycleAt(id: number, now: number): Cycle {
  const kind = GROUPS[id % 10] ?? GROUPS[0];
  const slot = Math.floor(id / 10) * MINUTE;
  const key = (name: string) => hash(name, id);
  const open = kind.group === "reachability" ? 0 : breakers.length;
  const whole = key("whole") < 0.015;
  const planned = devices.filter((one) => one.enabled).length;
  const failed = whole ? 0 : Math.floor(key("failed") ** 4 * 9);
  const partial = whole ? 0 : Math.floor(key("partial") ** 3 * 6);
  const late = key("late") < 0.06 ? 2 : 0;
  const elapsed = kind.base + key("elapsed") * kind.spread + (late ? 14 : 0);
  const running = !whole && now - slot < elapsed * 1000;
  const all = planned - open - failed - partial;
  const ok = whole ? 0 : running ? Math.floor(((now - slot) / 1000 / elapsed) * all) : all;
  const ended = !running && !whole;
  return {
    id,
    group: kind.group,
    slot: iso(slot),
    interval_s: kind.every * 60,
    status: whole ? "skipped" : running ? "running" : failed + partial > 0 ? "partial" : "done",
    planned,
    ok,
    partial,
    failed,
    late,
    skipped: whole ? { previous_cycle_running: planned } : open ? { breaker_open: open } : {},
    rows: ok * 61,
    varbinds: ok * 1_960,
    requests: ok * 24,
    started_at: iso(slot + 40),
    finished_at: ended ? iso(slot + elapsed * 1000) : null,
    elapsed_s: ended ? Number(elapsed.toFixed(2)) : null,
    shards: 8,
    shards_done: ended ? 8 : 3,
  };
}

export function cycles(now: number, group: string | null): Cycle[] {
  const newest = Math.floor(now / MINUTE);
  const found: Cycle[] = [];
  for (let back = 0; back < 240; back += 1) {
    GROUPS.forEach((kind, index) => {
      const minute = newest - back;
      if (minute % kind.every === 0 && (group === null || group === kind.group))
        found.push(cycleAt(minute * 10 + index, now));
    });
  }
  return found;
}

const REASONS: Record<string, string> = {
  timeout: "no answer to sysUpTime after 3 tries",
  auth_failed: "wrong digest",
  unreachable: "ICMP: host unreachable",
  partial: "optics: no answer after 2 tries; 3 tables kept",
};

export function report(cycle: Cycle): CycleReport {
  const watched = devices.filter((one) => one.enabled);
  const broken = new Set(breakers.map((one) => one.device_id));
  let left = cycle.failed;
  let half = cycle.partial;
  const outcomes = watched.map((device): CycleOutcome => {
    const named = { device_id: device.id, device_name: device.name };
    if (cycle.group !== "reachability" && broken.has(device.id))
      return { ...named, outcome: "skipped", reason: "breaker_open" };
    if (left-- > 0) {
      const outcome = pick(["timeout", "auth_failed", "unreachable"], device.id);
      return { ...named, outcome, reason: REASONS[outcome] ?? "" };
    }
    return half-- > 0
      ? { ...named, outcome: "partial", reason: REASONS.partial ?? "" }
      : { ...named, outcome: "ok", reason: "" };
  });
  return { ...cycle, outcomes, errors: [] };
}

export const breakers: Breaker[] = devices
  .filter((device) => device.state === "down" && device.enabled)
  .map((device) => ({
    device_id: device.id,
    device_name: device.name,
    state: hash("half", device.id) < 0.25 ? "half_open" : "open",
    failures: 3 + Math.floor(hash("fails", device.id) * 30),
    opened_at: device.state_since,
    next_attempt_at: iso(STARTED + (60 + hash("next", device.id) * 400) * 1000),
    reason: "timeout: no answer within 2 s",
  }));

function makeEvent(id: number, at: number): WatchEvent {
  const device = pick(devices, "event", id);
  const kind = hash("kind", id);
  const base = { id, at: iso(at), device_id: device.id, device_name: device.name, details: {} };
  if (kind < 0.6) {
    const port = pick(interfacesOf(device.id), "port", id);
    const down = hash("way", id) < 0.5;
    return {
      ...base,
      object: port.name,
      kind: down ? "interface_down" : "interface_up",
      severity: down ? "warning" : "info",
      from_state: down ? "up" : "down",
      to_state: down ? "down" : "up",
      message: `${port.name} went ${down ? "down" : "up"}${port.alias ? ` (${port.alias})` : ""}`,
    };
  }
  if (kind < 0.92) {
    const down = hash("way", id) < 0.45;
    return {
      ...base,
      object: null,
      kind: down ? "device_down" : "device_up",
      severity: down ? "critical" : "info",
      from_state: down ? "up" : "down",
      to_state: down ? "down" : "up",
      message: down
        ? "Went down: 3 polls without an answer"
        : `Is up again after ${Math.ceil(hash("for", id) * 40)} min`,
    };
  }
  return {
    ...base,
    object: null,
    kind: "device_restarted",
    severity: "warning",
    from_state: null,
    to_state: null,
    message: "Restarted: the agent's clock went back; counters begin anew",
  };
}

export const events: WatchEvent[] = [];
let at = STARTED - 20_000;
for (let id = 1; id <= 640; id += 1) {
  events.push(makeEvent(100_000 - id, at));
  at -= 15_000 + hash("pause", id) * 900_000;
}
let nextEvent = 100_000;
export function happen(now: number): WatchEvent {
  const event = makeEvent(nextEvent, now);
  nextEvent += 1;
  events.unshift(event);
  return event;
}

export const discoveries: Discovery[] = [
  {
    id: 3,
    status: "running",
    targets: ["198.51.100.0/23"],
    exclude: [],
    credential_ids: [1, 2],
    snmp_port: 161,
    started_by: "admin",
    total: 510,
    probed: 0,
    alive: 0,
    identified: 0,
    rate_per_s: 8,
    site_id: null,
    started_at: iso(STARTED - 20_000),
    finished_at: null,
    error: null,
  },
  {
    id: 2,
    status: "cancelled",
    targets: ["203.0.113.0/24", "203.0.113.9-40"],
    exclude: [],
    credential_ids: [1, 2],
    snmp_port: 161,
    started_by: "admin",
    total: 286,
    probed: 120,
    alive: 9,
    identified: 4,
    rate_per_s: 200,
    site_id: null,
    started_at: iso(STARTED - 9e7),
    finished_at: iso(STARTED - 9e7 + 4_000),
    error: null,
  },
  {
    id: 1,
    status: "done",
    targets: ["192.0.2.0/24"],
    exclude: [],
    credential_ids: [1, 2],
    snmp_port: 161,
    started_by: "admin",
    total: 254,
    probed: 254,
    alive: 184,
    identified: 176,
    rate_per_s: 200,
    site_id: 1,
    started_at: iso(STARTED - 6e8),
    finished_at: iso(STARTED - 6e8 + 41_000),
    error: null,
  },
];

export function advance(run: Discovery, now: number): void {
  if (run.status !== "running") return;
  run.probed = Math.min(run.total, Math.floor(((now - Date.parse(run.started_at)) / 1000) * run.rate_per_s));
  run.alive = Math.floor(run.probed * 0.21);
  run.identified = Math.floor(run.alive * 0.82);
  if (run.probed < run.total) return;
  run.status = "done";
  run.finished_at = iso(now);
}

export function findings(run: Discovery): Finding[] {
  return Array.from({ length: run.alive }, (_, index): Finding => {
    const id = run.id * 10_000 + index;
    const said = index % 6 !== 5;
    const match = !said ? "new" : index % 11 === 3 ? "conflict" : index % 4 === 1 ? "known" : "new";
    const device = pick(devices, "found", id);
    const text = (value: string) => (said ? value : "");
    const refused = pick(["timeout", "auth_failed"], id);
    return {
      id,
      address: `198.51.100.${index * 2 + 3}`,
      rtt_ms: 0.4 + hash("rtt", id) * 12,
      snmp: said ? "ok" : refused,
      snmp_reason: said ? "" : refused === "timeout" ? "no answer within 2 s, 3 tries" : "wrong digest",
      sysname: text(match === "known" ? device.name : `new-${pick(["core", "edge", "leaf"], id)}-${index}`),
      vendor: text(device.vendor),
      model: text(device.model),
      os: text(device.os),
      os_version: text(device.os_version),
      platform: text(device.platform),
      serial: text(`FX${Math.floor(hash("fs", id) * 1e9)}`),
      match,
      match_reason: match === "conflict" ? `${device.name} has this serial at ${device.address}` : "",
      device_id: match === "known" ? device.id : null,
      found_at: run.started_at,
    };
  });
}

export const deadLetters: DeadLetter[] = [
  {
    id: 812,
    kind: "task",
    topic: "polling.run_shard",
    queue: "polling",
    key: "shard:3",
    payload: { cycle_id: 29_384_112, shard: 3 },
    attempts: 5,
    last_error: "SegmentWriteError: no space left on device while writing interface/date=2026-11-20",
    created_at: iso(STARTED - 8e6),
    dead_at: iso(STARTED - 7.9e6),
  },
];
