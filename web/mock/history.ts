/** What happened in the pretended network: cycles, events, breakers, discoveries, dead letters. */
import type {
  Breaker,
  Cycle,
  CycleOutcome,
  DeadLetter,
  Discovery,
  Finding,
  WatchEvent,
} from "../src/api/types";
import { hash, pick } from "./signal";
import { devices, interfacesOf, iso, STARTED } from "./world";

const MINUTE = 60_000;

export function cycleAt(slot: number, now: number): Cycle {
  const id = Math.round(slot / MINUTE);
  const key = (name: string) => hash(name, id);
  const open = breakers.length;
  const skippedWhole = hash("whole", id) < 0.015;
  const planned = devices.filter((one) => one.enabled).length - open;
  const failed = skippedWhole ? 0 : Math.floor(key("failed") ** 4 * 9);
  const partial = skippedWhole ? 0 : Math.floor(key("partial") ** 3 * 6);
  const late = key("late") < 0.06 ? 2 : 0;
  const elapsed = 2.2 + key("elapsed") * 2.5 + (late ? 14 : 0);
  const running = now - slot < elapsed * 1000;
  const ok = planned - failed - partial;
  const status = skippedWhole ? "skipped" : running ? "running" : failed + partial > 0 ? "partial" : "done";
  return {
    id,
    slot: iso(slot),
    interval_s: 60,
    status,
    planned,
    ok: skippedWhole ? 0 : running ? Math.floor(((now - slot) / 1000 / elapsed) * ok) : ok,
    partial,
    failed,
    late,
    skipped: skippedWhole ? { previous_cycle_running: planned } : { breaker_open: open, disabled: 1 },
    rows: skippedWhole ? 0 : ok * 61,
    varbinds: skippedWhole ? 0 : ok * 1_960,
    requests: skippedWhole ? 0 : ok * 24,
    started_at: skippedWhole ? null : iso(slot + 40),
    finished_at: running || skippedWhole ? null : iso(slot + elapsed * 1000),
    elapsed_s: running || skippedWhole ? null : Number(elapsed.toFixed(2)),
    shards: 8,
  };
}

export function cycles(now: number, most: number): Cycle[] {
  const newest = Math.floor(now / MINUTE) * MINUTE;
  return Array.from({ length: Math.min(most, 240) }, (_, back) => cycleAt(newest - back * MINUTE, now));
}

export function outcomes(cycle: Cycle): CycleOutcome[] {
  const watched = devices.filter(
    (one) => one.enabled && !breakers.some((breaker) => breaker.device_id === one.id),
  );
  return watched.map((device, index) => {
    const outcome =
      index < cycle.failed
        ? pick(["timeout", "auth_failed", "unreachable"], device.id)
        : index < cycle.failed + cycle.partial
          ? "partial"
          : "ok";
    const reason =
      {
        timeout: "no answer to sysUpTime after 3 tries",
        auth_failed: "wrong digest",
        unreachable: "ICMP: host unreachable",
        partial: "table optics: no answer after 2 tries; 3 tables kept",
        ok: "",
      }[outcome] ?? "";
    return {
      device_id: device.id,
      device_name: device.name,
      outcome,
      reason,
      late: index < cycle.late,
      elapsed_s: Number((0.05 + hash("took", device.id, cycle.id) * 0.6).toFixed(3)),
      varbinds: outcome === "ok" ? device.interface_count * 40 : 0,
      requests: 24,
    };
  });
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
    reason: "timeout",
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
      kind: "interface.state",
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
      kind: "device.state",
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
    kind: "device.restart",
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
  if (run.status !== "running" || !run.started_at) return;
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
    const identified = index % 6 !== 5;
    const match = index % 11 === 3 ? "conflict" : index % 4 === 1 ? "known" : "new";
    const device = pick(devices, "found", id);
    return {
      id,
      address: `198.51.100.${index * 2 + 3}`,
      rtt_ms: 0.4 + hash("rtt", id) * 12,
      snmp: identified ? "ok" : pick(["timeout", "auth_failed"], id),
      sysname: identified
        ? match === "known"
          ? device.name
          : `new-${pick(["core", "edge", "leaf"], id)}-${index}`
        : null,
      vendor: identified ? device.vendor : null,
      os: identified ? device.os : null,
      platform: identified ? device.platform : null,
      serial: identified
        ? `FX${Math.floor(hash("fs", id) * 1e9)
            .toString(36)
            .toUpperCase()}`
        : null,
      match: identified ? match : "new",
      device_id: identified && match === "known" ? device.id : null,
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
    error: "SegmentWriteError: no space left on device while writing interface/date=2026-11-20",
    created_at: iso(STARTED - 8e6),
    died_at: iso(STARTED - 7.9e6),
  },
];
