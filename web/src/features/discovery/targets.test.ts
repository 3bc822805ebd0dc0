import { describe, expect, it } from "vitest";
import type { Discovery } from "@/api/types";
import { progressOf } from "./progress";
import { checkTargets } from "./targets";

describe("checkTargets", () => {
  it("counts hosts of networks, ranges, addresses and names", () => {
    const check = checkTargets(
      "192.0.2.0/24, 198.51.100.10-50\n203.0.113.7-203.0.113.9; switch-1.example.net",
    );
    expect(check.problems).toEqual([]);
    expect(check.addresses).toBe(254 + 41 + 3 + 1);
    expect(check.targets).toHaveLength(4);
  });

  it("counts both ends of a /31 and the one of a /32", () => {
    expect(checkTargets("192.0.2.0/31").addresses).toBe(2);
    expect(checkTargets("192.0.2.1/32").addresses).toBe(1);
  });

  it("ignores empty lines and remarks", () => {
    expect(checkTargets("# core\n\n192.0.2.1\n").targets).toEqual(["192.0.2.1"]);
  });

  it.each([
    ["192.0.2.300", "not an IPv4 address"],
    ["192.0.2.0/40", "above 32"],
    ["192.0.2.9-3", "ends before it starts"],
    ["2001:db8::/64", "/112 or longer"],
    ["not a name", "not an address"],
  ])("says what is wrong with %s", (target, reason) => {
    expect(checkTargets(target).problems[0]).toContain(reason);
  });

  it("stops a slip of the prefix length", () => {
    expect(checkTargets("10.0.0.0/8").problems[0]).toContain("too many");
  });
});

describe("progressOf", () => {
  const run = {
    status: "running",
    total: 100,
    probed: 25,
    started_at: "2026-03-14T12:00:00Z",
    finished_at: null,
  } as Discovery;
  const after = (seconds: number) => Date.parse("2026-03-14T12:00:00Z") + seconds * 1000;

  it("estimates from the pace so far", () => {
    expect(progressOf(run, after(10))).toEqual({ done: 0.25, elapsedSeconds: 10, leftSeconds: 30 });
  });

  it("estimates nothing before there is a pace, or after the end", () => {
    expect(progressOf({ ...run, probed: 0 }, after(10)).leftSeconds).toBeNull();
    const ended = { ...run, status: "done", probed: 100, finished_at: "2026-03-14T12:00:40Z" } as Discovery;
    expect(progressOf(ended, after(9_999))).toEqual({ done: 1, elapsedSeconds: 40, leftSeconds: null });
  });
});
