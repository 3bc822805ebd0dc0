/** The limits that a device gives of a reading, and what a value is against them. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { SensorLimit } from "@/api/types";
import { allPages } from "@/ui/table/usePages";

export const SIDES = ["low_alarm", "low_warning", "high_warning", "high_alarm"] as const;
export type Side = (typeof SIDES)[number];

/** In the unit of the reading; null where the device gives none. */
export type Limits = Readonly<Record<Side, number | null>>;

export interface KnownLimits extends Limits {
  /** When they became what they are. */
  changedAt: string;
  /** What they were until then. */
  before: Limits | null;
}

/** What a reading is: within its limits, or beyond the one it is named after. */
export type Verdict = "within" | Side | "unknown";

export const limitsQuery = (deviceId: number) =>
  queryOptions({
    queryKey: ["devices", "limits", deviceId],
    queryFn: () =>
      allPages<SensorLimit>((offset, limit) =>
        body(
          api.GET("/api/v1/devices/{device_id}/limits", {
            params: { path: { device_id: deviceId }, query: { offset, limit } },
          }),
        ),
      ),
    staleTime: 60_000,
  });

/**
 * The limits of a reading. A module with several lanes is read as one, so the narrowest of its lanes counts. Limits that
 * are not in rising order say nothing.
 */
export function limitsOf(
  rows: readonly SensorLimit[] | undefined,
  family: string,
  metric: string,
  object: string,
): KnownLimits | undefined {
  const lanes = (rows ?? []).filter(
    (row) => row.family === family && row.metric === metric && row.object === object && row.usable,
  );
  const newest = [...lanes].sort((a, b) => a.changed_at.localeCompare(b.changed_at)).at(-1);
  return newest && { ...narrowest(lanes), changedAt: newest.changed_at, before: beforeOf(newest) };
}

function narrowest(lanes: readonly Limits[]): Limits {
  const known = (side: Side) => lanes.map((lane) => lane[side]).filter((value) => value !== null);
  const highest = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : null);
  const lowest = (values: readonly number[]) => (values.length > 0 ? Math.min(...values) : null);
  return {
    low_alarm: highest(known("low_alarm")),
    low_warning: highest(known("low_warning")),
    high_warning: lowest(known("high_warning")),
    high_alarm: lowest(known("high_alarm")),
  };
}

function beforeOf({ before }: SensorLimit): Limits | null {
  if (!before) return null;
  const at = (side: Side) => before[side] ?? null;
  return {
    low_alarm: at("low_alarm"),
    low_warning: at("low_warning"),
    high_warning: at("high_warning"),
    high_alarm: at("high_alarm"),
  };
}

/** The worst limit that a value is beyond; a value on the limit is within it. */
export function judge(value: number | null | undefined, limits: Limits): Verdict {
  if (value === null || value === undefined) return "unknown";
  const below = (side: Side) => limits[side] !== null && value < limits[side];
  const above = (side: Side) => limits[side] !== null && value > limits[side];
  if (below("low_alarm")) return "low_alarm";
  if (above("high_alarm")) return "high_alarm";
  if (below("low_warning")) return "low_warning";
  if (above("high_warning")) return "high_warning";
  return "within";
}

export interface Zone {
  tone: "good" | "warning" | "bad";
  /** Where it begins and ends on the bar, 0 to 1. */
  from: number;
  to: number;
}

/** Room on the bar beyond the outermost limit, as a share of what the limits span. */
const ROOM = 0.15;

/**
 * The bar that limits make: zones from the lowest to the highest value, and where `value` is on it (null: not known).
 * Undefined without a single limit.
 */
export function barOf(
  value: number | null | undefined,
  limits: Limits,
): { zones: Zone[]; at: number | null } | undefined {
  const known = SIDES.map((side) => limits[side]).filter((limit) => limit !== null);
  if (known.length === 0) return undefined;
  const [low, high] = scaleOf(value ?? null, limits, known);
  const place = (at: number) => Math.min(1, Math.max(0, (at - low) / (high - low)));
  const { low_alarm, low_warning, high_warning, high_alarm } = limits;
  const edges = [
    { tone: "bad", to: low_alarm },
    { tone: "warning", to: low_warning },
    { tone: "good", to: high_warning ?? high_alarm ?? high },
    { tone: "warning", to: high_warning === null ? null : (high_alarm ?? high) },
    { tone: "bad", to: high_alarm === null ? null : high },
  ] as const;
  const zones: Zone[] = [];
  let from = 0;
  for (const { tone, to } of edges) {
    if (to === null) continue;
    if (place(to) > from) zones.push({ tone, from, to: place(to) });
    from = Math.max(from, place(to));
  }
  return { zones, at: value === null || value === undefined ? null : place(value) };
}

/** From below the lowest to above the highest of limits and value; a side without limits begins at zero if it can. */
function scaleOf(value: number | null, limits: Limits, known: readonly number[]): [number, number] {
  const told = value === null ? known : [...known, value];
  const openBelow = limits.low_alarm === null && limits.low_warning === null;
  const least = Math.min(...told, ...(openBelow ? [0] : []));
  const most = Math.max(...told);
  const room = (most - least || Math.abs(most) || 1) * ROOM;
  return [openBelow && least === 0 ? 0 : least - room, most + room];
}
