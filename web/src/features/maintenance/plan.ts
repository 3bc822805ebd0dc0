/** What a form of maintenance says, and the window that it stands for. Pure. */
import type { MaintenanceTarget, MaintenanceWindow } from "@/api/types";
import { fromZone, inZone } from "@/lib/zone";
import { ONCE, recurrenceOf, ruleOf, type Recurrence } from "./rule";

const MINUTE_MS = 60_000;

export interface PlanValues {
  name: string;
  reason: string;
  devices: string[];
  sites: string[];
  pools: string[];
  /** As `linkOptions` names them. */
  links: string[];
  /** What the clocks of `zone` show: `2026-03-14T09:26`. */
  start: string;
  minutes: number | string;
  recurrence: Recurrence;
  zone: string;
}

export const fieldOf = (ms: number, zone: string): string => inZone(ms, zone).toISOString().slice(0, 16);

export const freshPlan = (now: number, zone: string): PlanValues => ({
  name: "",
  reason: "",
  devices: [],
  sites: [],
  pools: [],
  links: [],
  start: fieldOf(now, zone),
  minutes: 60,
  recurrence: ONCE,
  zone,
});

interface Named {
  id: number;
  name: string;
}

export interface MapEdge {
  layer: string;
  a: { device: string; interface: string | null } | null;
  b: { device: string; interface: string | null } | null;
}

interface LinkOption {
  value: string;
  label: string;
}

/** Links to choose from, each by the watched ends that it has; what a window names and the map does not is one too. */
export function linkOptions(
  edges: readonly MapEdge[],
  devices: readonly Named[],
  named: readonly MaintenanceTarget[] = [],
): LinkOption[] {
  const ids = new Map(devices.map((one) => [one.name, one.id]));
  const names = new Map(devices.map((one) => [one.id, one.name]));
  const found = edges
    .filter((edge) => edge.layer === "physical")
    .map((edge) => {
      const ends = [edge.a, edge.b].filter((end) => end?.interface && ids.has(end.device));
      return {
        value: ends.map((end) => endValue(ids.get(end?.device ?? "") ?? 0, end?.interface ?? "")).join(" "),
        label: [edge.a, edge.b]
          .map((end) => [end?.device, end?.interface].filter(Boolean).join(" "))
          .join(" – "),
      };
    })
    .filter((option) => option.value !== "");
  const known = new Set(found.flatMap((option) => option.value.split(" ")));
  const others = named
    .filter((one) => one.kind === "link" && !known.has(endValue(one.id, one.interface ?? "")))
    .map((one) => ({
      value: endValue(one.id, one.interface ?? ""),
      label: `${names.get(one.id) ?? one.id} ${one.interface ?? ""}`,
    }));
  return [...new Map([...found, ...others].map((option) => [option.value, option])).values()];
}

const endValue = (id: number, port: string): string => `${id}:${encodeURIComponent(port)}`;

/** The options that stand for the links of a window. */
export function chosenLinks(targets: readonly MaintenanceTarget[], options: readonly LinkOption[]): string[] {
  const ends = targets
    .filter((one) => one.kind === "link")
    .map((one) => endValue(one.id, one.interface ?? ""));
  return options
    .filter((option) => option.value.split(" ").some((end) => ends.includes(end)))
    .map((option) => option.value);
}

function targetsOf(values: PlanValues): MaintenanceTarget[] {
  const groups = (["device", "site", "pool"] as const).flatMap((kind) =>
    values[`${kind}s`].map((id) => ({ kind, id: Number(id), interface: "" })),
  );
  const ends = values.links
    .flatMap((link) => link.split(" "))
    .map((end) => {
      const at = end.indexOf(":");
      return {
        kind: "link" as const,
        id: Number(end.slice(0, at)),
        interface: decodeURIComponent(end.slice(at + 1)),
      };
    });
  return [...groups, ...ends];
}

/** When the first occurrence is; undefined while the form says no moment. */
export function firstOf(values: PlanValues): { start: string; end: string } | undefined {
  const start = fromZone(values.start, values.zone);
  const minutes = Number(values.minutes);
  if (!start || !(minutes > 0)) return undefined;
  return { start: start.toISOString(), end: new Date(start.getTime() + minutes * MINUTE_MS).toISOString() };
}

/** What is sent to the server. */
export function bodyOf(values: PlanValues) {
  const first = firstOf(values);
  return {
    name: values.name,
    reason: values.reason,
    plan: {
      targets: targetsOf(values),
      starts_at: first?.start ?? "",
      ends_at: first?.end ?? "",
      rule: ruleOf(values.recurrence),
      time_zone: values.zone,
    },
  };
}

/** The form of a window that is there. */
export function valuesOf(window: MaintenanceWindow, options: readonly LinkOption[]): PlanValues {
  const { plan } = window;
  const zone = plan.time_zone ?? "UTC";
  const of = (kind: string) => plan.targets.filter((one) => one.kind === kind).map((one) => String(one.id));
  return {
    name: window.name,
    reason: window.reason,
    devices: of("device"),
    sites: of("site"),
    pools: of("pool"),
    links: chosenLinks(plan.targets, options),
    start: fieldOf(Date.parse(plan.starts_at), zone),
    minutes: (Date.parse(plan.ends_at) - Date.parse(plan.starts_at)) / MINUTE_MS,
    recurrence: recurrenceOf(plan.rule ?? ""),
    zone,
  };
}
