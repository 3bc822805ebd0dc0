/** The API of the contract, answered from the pretended network. Returns undefined for what it does not know. */
import type { Device, Page } from "../src/api/types";
import * as history from "./history";
import { latest, objectsOf, query, totals } from "./series";
import { credentials, devices, interfacesOf, iso, refresh, sites } from "./world";

export interface Ask {
  method: string;
  path: string;
  search: URLSearchParams;
  body: Record<string, unknown>;
  loggedIn: boolean;
}
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const ALL = [
  "devices:view",
  "devices:edit",
  "devices:import",
  "credentials:view",
  "credentials:edit",
  "discovery:view",
  "discovery:run",
  "polling:view",
  "polling:run",
  "series:view",
  "events:view",
  "accounts:view",
  "accounts:edit",
  "system:view",
  "system:operate",
];
const SESSION = {
  user: { id: 1, name: "admin", role: "admin", permissions: ALL, must_change_password: false },
  csrf_token: "mock",
};
let attempts = 0;

const ok = (body: unknown, status = 200): Answer => ({ status, body });
export function problem(
  status: number,
  code: string,
  detail: string,
  hint: string | null,
  errors: unknown[] = [],
): Answer {
  return {
    status,
    body: {
      type: `urn:watchkeeper:problem:${code}`,
      title: code,
      status,
      detail,
      code,
      hint,
      request_id: "01JD7Q8M3V",
      errors,
    },
  };
}

function page(items: readonly unknown[], search: URLSearchParams): Answer {
  const offset = Number(search.get("offset") ?? 0);
  const limit = Number(search.get("limit") ?? 50);
  return ok({
    items: items.slice(offset, offset + limit),
    total: items.length,
    offset,
    limit,
  } satisfies Page<unknown>);
}

function sorted<T>(items: readonly T[], sort: string | null): T[] {
  if (!sort) return [...items];
  const down = sort.startsWith("-");
  const key = (down ? sort.slice(1) : sort) as keyof T;
  return [...items].sort((a, b) => {
    if (a[key] == null || b[key] == null) return Number(a[key] == null) - Number(b[key] == null);
    return (down ? -1 : 1) * String(a[key]).localeCompare(String(b[key]), "en", { numeric: true });
  });
}

function listDevices(search: URLSearchParams): Answer {
  const q = search.get("q")?.toLowerCase() ?? "";
  const is = (name: string, value: unknown) =>
    search.get(name) === null || search.get(name) === String(value);
  const found = devices.filter(
    (one) =>
      `${one.name} ${one.address} ${one.serial} ${one.model}`.toLowerCase().includes(q) &&
      is("state", one.state) &&
      is("site_id", one.site?.id) &&
      is("platform", one.platform) &&
      (search.get("tag") === null || one.tags.includes(search.get("tag") ?? "")),
  );
  return page(sorted(found, search.get("sort")), search);
}

function overview(now: number): Answer {
  const counts = (list: readonly Device[]) => ({
    up: list.filter((one) => one.state === "up").length,
    down: list.filter((one) => one.state === "down").length,
    unknown: list.filter((one) => one.state === "unknown").length,
  });
  const rank = { down: 0, unknown: 1, up: 2 };
  const problems = devices.filter((one) => one.state !== "up").sort((a, b) => rank[a.state] - rank[b.state]);
  return ok({
    devices: { ...counts(devices), total: devices.length },
    stale: devices.filter((one) => one.enabled && !one.fresh).length,
    identity_mismatches: 1,
    newest_sample_at: iso(now - 2_000),
    oldest_fresh_at: iso(now - 64_000),
    sites: sites.map((site) => ({
      id: site.id,
      name: site.name,
      ...counts(devices.filter((one) => one.site?.id === site.id)),
    })),
    problems,
  });
}

function session(ask: Ask): Answer {
  if (ask.method === "DELETE")
    return { status: 204, headers: { "set-cookie": "wk_session=; Max-Age=0; Path=/" } };
  if (ask.method === "GET")
    return ask.loggedIn
      ? ok(SESSION)
      : problem(401, "unauthenticated", "Nobody is logged in.", "Log in first.");
  if (ask.body.password === "throttled")
    return {
      ...problem(429, "too_many_requests", "Too many attempts.", "Wait, then try again."),
      headers: { "retry-after": "40" },
    };
  if (ask.body.password !== "watchkeeper") {
    attempts += 1;
    return problem(
      401,
      "unauthenticated",
      "User name and password do not match.",
      attempts > 2 ? "After a few more attempts this address has to wait." : null,
    );
  }
  return { ...ok(SESSION), headers: { "set-cookie": "wk_session=mock; HttpOnly; SameSite=Lax; Path=/" } };
}

function one(ask: Ask, part: string, id: number, verb: string | undefined, now: number): Answer | undefined {
  const { method, search, body } = ask;
  switch (part) {
    case "devices": {
      const device = devices.find((item) => item.id === id);
      if (!device) return problem(404, "not_found", `There is no device ${id}.`, "It may have been deleted.");
      if (verb === "interfaces") return page(interfacesOf(id), search);
      if (verb === "poll") return ok(history.cycleAt(Math.floor(now / 60_000 - 1) * 10, now), 202);
      if (method === "PATCH" || verb === "identity") Object.assign(device, body);
      return ok(device);
    }
    case "discoveries": {
      const run = history.discoveries.find((item) => item.id === id);
      if (!run) return problem(404, "not_found", `There is no discovery ${id}.`, null);
      history.advance(run, now);
      if (verb === "findings") {
        const match = search.get("match");
        return page(
          history.findings(run).filter((item) => match === null || item.match === match),
          search,
        );
      }
      if (verb === "accept") return ok({ created: 12, updated: 3, ignored: 1 });
      if (verb === "cancel") run.status = "cancelled";
      if (verb === "pause") run.status = "paused";
      if (verb === "resume") run.status = "running";
      return ok(run);
    }
    case "poll-cycles":
      return ok(history.report(history.cycleAt(id, now)));
    default:
      return undefined;
  }
}

function preview(body: Record<string, unknown>): Answer {
  const lines = String(body.content).trim().split("\n").slice(1);
  const rows = lines.map((line, index) => {
    const [name = "", address = ""] = line.split(",");
    const known = devices.find((item) => item.name === name);
    if (!/^[\d.a-f:]+$/.test(address))
      return {
        line: index + 2,
        action: "error",
        name,
        changes: {},
        errors: [`address: ${address || "missing"} is not an IP address`],
      };
    if (known)
      return {
        line: index + 2,
        action: known.address === address ? "unchanged" : "update",
        name,
        changes: known.address === address ? {} : { address: { before: known.address, after: address } },
        errors: [],
      };
    return {
      line: index + 2,
      action: "create",
      name,
      changes: { address: { before: null, after: address }, site: { before: null, after: "Bergen" } },
      errors: [],
    };
  });
  const number = (action: string) => rows.filter((row) => row.action === action).length;
  return ok({
    rows,
    summary: {
      create: number("create"),
      update: number("update"),
      unchanged: number("unchanged"),
      error: number("error"),
    },
    digest: "9f2c",
    applied: true,
  });
}

export function answer(ask: Ask, now = Date.now()): Answer | undefined {
  refresh(now);
  const [part = "", second, verb] = ask.path.replace(/^\/api\/v1\//, "").split("/");
  const { search, method } = ask;
  if (part === "session") return second === "password" ? { status: 204 } : session(ask);
  if (!ask.loggedIn) return problem(401, "unauthenticated", "Your session has ended.", "Log in again.");
  if (second !== undefined && /^\d+$/.test(second)) return one(ask, part, Number(second), verb, now);
  switch (`${part}${second ? `/${second}` : ""}`) {
    case "overview":
      return overview(now);
    case "devices":
      return method === "POST"
        ? problem(
            409,
            "conflict",
            `A device named ${String(ask.body.name)} exists already.`,
            "Choose another name, or edit that device.",
            [{ loc: ["body", "name"], msg: "already in use" }],
          )
        : listDevices(search);
    case "sites":
      return page(sites, search);
    case "tags":
      return page(
        ["core", "edge", "leaf", "access", "metro", "srv", "critical"].map((name, id) => ({
          id,
          name,
          device_count: devices.filter((item) => item.tags.includes(name)).length,
        })),
        search,
      );
    case "pools":
      return page([], search);
    case "credentials":
      return method === "POST"
        ? ok({ ...credentials[0], ...ask.body, id: 9 }, 201)
        : page(credentials, search);
    case "discoveries":
      for (const run of history.discoveries) history.advance(run, now);
      return method === "POST" ? ok(history.discoveries[0], 201) : page(history.discoveries, search);
    case "series/query":
      return ok(query(search, now));
    case "series/total":
      return ok(totals(search, now));
    case "series/latest":
      return ok(latest(search.get("family") ?? "", Number(search.get("device_id")), now));
    case "series/objects":
      return ok({ objects: objectsOf(search.get("family") ?? "", Number(search.get("device_id"))) });
    case "poll-cycles":
      return page(history.cycles(now, search.get("group")), search);
    case "breakers":
      return page(history.breakers, search);
    case "events": {
      const q = search.get("q")?.toLowerCase() ?? "";
      return page(
        history.events.filter(
          (event) =>
            (search.get("device_id") === null || String(event.device_id) === search.get("device_id")) &&
            (search.get("severity") === null || event.severity === search.get("severity")) &&
            (search.get("kind") === null || event.kind === search.get("kind")) &&
            `${event.device_name} ${event.message}`.toLowerCase().includes(q),
        ),
        search,
      );
    }
    case "imports/preview":
    case "imports/apply":
      return preview(ask.body);
    case "health":
      return ok(health());
    case "outbox/status":
      return ok({
        lag_s: 0.04,
        queues: [
          { queue: "events", waiting: 0, in_delivery: 0, scheduled: 0, dead: 0, oldest_age_s: 0 },
          { queue: "polling", waiting: 2, in_delivery: 3, scheduled: 8, dead: 1, oldest_age_s: 0.04 },
        ],
      });
    case "outbox/dead-letters":
      return page(history.deadLetters, search);
    default:
      return undefined;
  }
}

const part = (component: string, message: string, latency_ms: number) => ({
  component,
  required: true,
  status: "ok",
  reason: "",
  message,
  checked_at: iso(Date.now() - 3_000),
  age_s: 3,
  latency_ms,
});
const health = () => ({
  status: "ok",
  components: [
    part("database", "answers", 0.6),
    part("segment_store", "writable, 41 GiB free", 2.1),
    part("migrations", "at 0007", 0.8),
    part("relay", "oldest message waited 0.04 s", 0.3),
  ],
});
