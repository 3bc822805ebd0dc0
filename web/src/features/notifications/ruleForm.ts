/** A rule as its form has it, and back. */
import type { NotificationRule, NotificationRuleInput } from "@/api/types";

type Plan = NotificationRuleInput["plan"];
export type Severity = NonNullable<Plan["least_severity"]>;
export type Day = NonNullable<NonNullable<Plan["hours"]>[number]["days"]>[number];

export const DAYS: readonly Day[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

export interface StepValues {
  minutes: number | string;
  /** `channel:3`, `schedule:1` */
  whom: string[];
}

export interface HoursValues {
  days: Day[];
  start: string;
  end: string;
  zone: string;
}

export interface RuleValues {
  name: string;
  enabled: boolean;
  severity: Severity;
  objects: string;
  sites: string[];
  pools: string[];
  steps: StepValues[];
  hours: HoursValues[];
  quiet: boolean;
  quietHours: HoursValues;
  recoveries: boolean;
  cooldown: number | string;
  digest: number | string;
  words: { subject: string; body: string };
}

const clock = (text: string): string => text.slice(0, 5);
const minutes = (seconds: number | undefined, usual: number): number => (seconds ?? usual * 60) / 60;

export function valuesOf(rule: NotificationRule | undefined, zone: string): RuleValues {
  const plan: Partial<NotificationRule["plan"]> = rule?.plan ?? {};
  const quiet = plan.quiet;
  return {
    name: rule?.name ?? "",
    enabled: rule?.enabled ?? true,
    severity: plan.least_severity ?? "warning",
    objects: (plan.objects ?? []).join(", "),
    sites: (plan.sites ?? []).map(String),
    pools: (plan.pools ?? []).map(String),
    steps: (plan.steps ?? [{ after_s: 0 }]).map((step) => ({
      minutes: minutes(step.after_s, 0),
      whom: [
        ...(step.schedules ?? []).map((id) => `schedule:${id}`),
        ...(step.channels ?? []).map((id) => `channel:${id}`),
      ],
    })),
    hours: (plan.hours ?? []).map((one) => ({
      days: one.days ?? [],
      start: clock(one.start ?? "00:00"),
      end: clock(one.end ?? "00:00"),
      zone: one.time_zone ?? "UTC",
    })),
    quiet: quiet != null,
    quietHours: {
      days: [],
      start: clock(quiet?.start ?? "22:00"),
      end: clock(quiet?.end ?? "06:00"),
      zone: quiet?.time_zone ?? zone,
    },
    recoveries: plan.recoveries ?? true,
    cooldown: minutes(plan.cooldown_s, 5),
    digest: minutes(plan.digest_s, 0),
    words: { subject: plan.template?.subject ?? "", body: plan.template?.body ?? "" },
  };
}

const numbersOf = (whom: readonly string[], kind: string): number[] =>
  whom.filter((one) => one.startsWith(`${kind}:`)).map((one) => Number(one.slice(kind.length + 1)));

/** Names and patterns as they are typed: apart by commas. */
export function parts(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
}

export function ruleOf(values: RuleValues): NotificationRuleInput {
  const { quietHours } = values;
  return {
    name: values.name.trim(),
    enabled: values.enabled,
    plan: {
      least_severity: values.severity,
      objects: parts(values.objects),
      sites: values.sites.map(Number),
      pools: values.pools.map(Number),
      steps: values.steps.map((step) => ({
        after_s: Number(step.minutes) * 60,
        channels: numbersOf(step.whom, "channel"),
        schedules: numbersOf(step.whom, "schedule"),
      })),
      hours: values.hours.map((one) => ({
        days: one.days,
        start: one.start,
        end: one.end,
        time_zone: one.zone,
      })),
      quiet: values.quiet
        ? { start: quietHours.start, end: quietHours.end, time_zone: quietHours.zone }
        : null,
      recoveries: values.recoveries,
      cooldown_s: Number(values.cooldown) * 60,
      digest_s: Number(values.digest) * 60,
      template: values.words.subject || values.words.body ? values.words : null,
    },
  };
}
