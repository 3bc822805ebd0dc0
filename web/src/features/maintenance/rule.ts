/** Recurrence as a form has it, and as the rule that is stored (RFC 5545, RRULE without its name). Pure. */

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const NTHS = ["1", "2", "3", "4", "-1"] as const;
export type Nth = (typeof NTHS)[number];
export const EVERY = ["once", "daily", "weekly", "monthly", "other"] as const;
export type Every = (typeof EVERY)[number];

export interface Recurrence {
  every: Every;
  interval: number;
  /** Of weekly work; none is the weekday of its start. */
  days: readonly Weekday[];
  /** Of monthly work: the day of its start, or a weekday of the month. */
  monthly: "date" | "weekday";
  nth: Nth;
  weekday: Weekday;
  ends: "never" | "until" | "count";
  /** The last day, `2026-12-31`. */
  until: string;
  count: number;
  /** A rule that the form has no fields for. */
  other: string;
}

export const ONCE: Recurrence = {
  every: "once",
  interval: 1,
  days: [],
  monthly: "date",
  nth: "1",
  weekday: "SU",
  ends: "never",
  until: "",
  count: 10,
  other: "",
};

const FREQUENCIES = { daily: "DAILY", weekly: "WEEKLY", monthly: "MONTHLY" } as const;

/** The rule of a recurrence; empty for what is once. */
export function ruleOf(form: Recurrence): string {
  if (form.every === "once") return "";
  if (form.every === "other") return form.other.trim();
  const parts = [`FREQ=${FREQUENCIES[form.every]}`];
  if (form.interval > 1) parts.push(`INTERVAL=${form.interval}`);
  if (form.every === "weekly" && form.days.length > 0)
    parts.push(`BYDAY=${WEEKDAYS.filter((day) => form.days.includes(day)).join(",")}`);
  if (form.every === "monthly" && form.monthly === "weekday") parts.push(`BYDAY=${form.nth}${form.weekday}`);
  if (form.ends === "until" && form.until) parts.push(`UNTIL=${form.until.replaceAll("-", "")}T235959`);
  if (form.ends === "count") parts.push(`COUNT=${form.count}`);
  return parts.join(";");
}

/** The form of a rule; one that it has no fields for stays as it is written. */
export function recurrenceOf(rule: string): Recurrence {
  if (rule === "") return ONCE;
  const written: Recurrence = { ...ONCE, every: "other", other: rule };
  const parts = new Map(rule.split(";").map((part) => part.split("=") as [string, string]));
  const every = (["daily", "weekly", "monthly"] as const).find(
    (one) => FREQUENCIES[one] === parts.get("FREQ"),
  );
  if (every === undefined) return written;
  const form: Recurrence = { ...ONCE, every, interval: Number(parts.get("INTERVAL") ?? 1), ...endOf(parts) };
  const days = parts.get("BYDAY");
  if (every === "weekly" && days) form.days = days.split(",").filter(isWeekday);
  const nth = /^(-?\d)([A-Z]{2})$/.exec(days ?? "");
  if (every === "monthly" && nth)
    Object.assign(form, { monthly: "weekday", nth: nth[1] as Nth, weekday: nth[2] as Weekday });
  return ruleOf(form) === rule ? form : written;
}

function endOf(parts: ReadonlyMap<string, string>): Pick<Recurrence, "ends" | "until" | "count"> {
  const until = /^(\d{4})(\d{2})(\d{2})T235959$/.exec(parts.get("UNTIL") ?? "");
  if (until) return { ends: "until", until: `${until[1]}-${until[2]}-${until[3]}`, count: ONCE.count };
  const count = parts.get("COUNT");
  if (count !== undefined) return { ends: "count", until: "", count: Number(count) };
  return { ends: "never", until: "", count: ONCE.count };
}

const isWeekday = (text: string): text is Weekday => (WEEKDAYS as readonly string[]).includes(text);
