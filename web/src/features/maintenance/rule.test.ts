import { describe, expect, it } from "vitest";
import { ONCE, recurrenceOf, ruleOf } from "./rule";

describe("a recurrence", () => {
  it.each([
    [{ ...ONCE }, ""],
    [{ ...ONCE, every: "daily" as const, interval: 2 }, "FREQ=DAILY;INTERVAL=2"],
    [{ ...ONCE, every: "weekly" as const, days: ["SU", "MO"] as const }, "FREQ=WEEKLY;BYDAY=MO,SU"],
    [{ ...ONCE, every: "monthly" as const }, "FREQ=MONTHLY"],
    [
      {
        ...ONCE,
        every: "monthly" as const,
        monthly: "weekday" as const,
        nth: "-1" as const,
        weekday: "FR" as const,
      },
      "FREQ=MONTHLY;BYDAY=-1FR",
    ],
    [
      { ...ONCE, every: "weekly" as const, ends: "until" as const, until: "2026-12-31" },
      "FREQ=WEEKLY;UNTIL=20261231T235959",
    ],
    [{ ...ONCE, every: "daily" as const, ends: "count" as const, count: 5 }, "FREQ=DAILY;COUNT=5"],
  ])("is a rule and comes back from it: %j", (form, rule) => {
    expect(ruleOf(form)).toBe(rule);
    expect(ruleOf(recurrenceOf(rule))).toBe(rule);
    expect(recurrenceOf(rule).every).toBe(form.every);
  });

  it.each([
    "FREQ=YEARLY;BYMONTH=12",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=WEEKLY;WKST=SU",
    "FREQ=MONTHLY;BYDAY=1SU,3SU",
  ])("that the form has no fields for stays as it is written: %s", (rule) => {
    expect(recurrenceOf(rule)).toMatchObject({ every: "other", other: rule });
    expect(ruleOf(recurrenceOf(rule))).toBe(rule);
  });
});
