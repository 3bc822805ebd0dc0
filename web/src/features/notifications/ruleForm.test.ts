import { describe, expect, it } from "vitest";
import type { NotificationRule } from "@/api/types";
import { ruleOf, valuesOf } from "./ruleForm";

const RULE: NotificationRule = {
  id: 3,
  name: "core",
  enabled: true,
  plan: {
    least_severity: "major",
    objects: ["node:core-*"],
    sites: [1],
    pools: [2],
    hours: [{ days: ["saturday"], start: "18:00:00", end: "08:00:00", time_zone: "Europe/Vienna" }],
    steps: [
      { after_s: 0, channels: [], schedules: [1] },
      { after_s: 600, channels: [2], schedules: [] },
    ],
    recoveries: true,
    cooldown_s: 300,
    digest_s: 900,
    quiet: { start: "22:00:00", end: "06:00:00", time_zone: "UTC" },
    template: { subject: "{state} {title}", body: "" },
  },
};

describe("a rule in its form", () => {
  it("comes back as it went in", () => {
    const { name, enabled, plan } = RULE;
    const back = ruleOf(valuesOf(RULE, "Europe/Vienna"));
    expect(back).toEqual({
      name,
      enabled,
      plan: {
        ...plan,
        hours: [{ days: ["saturday"], start: "18:00", end: "08:00", time_zone: "Europe/Vienna" }],
        quiet: { start: "22:00", end: "06:00", time_zone: "UTC" },
      },
    });
  });

  it("begins with one step at once and no quiet hours", () => {
    const fresh = ruleOf(valuesOf(undefined, "Europe/Vienna"));
    expect(fresh.plan.steps).toEqual([{ after_s: 0, channels: [], schedules: [] }]);
    expect(fresh.plan.quiet).toBeNull();
    expect(fresh.plan.cooldown_s).toBe(300);
  });
});
