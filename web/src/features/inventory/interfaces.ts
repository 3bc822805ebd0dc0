/** The interfaces of a device with what they carry now. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Interface, Latest, Sample } from "@/api/types";

const PAGE = 1000;

/** All interfaces: a device has some hundreds, seldom thousands, and sorting by traffic needs all of them. */
export const interfacesQuery = (deviceId: number) =>
  queryOptions({
    queryKey: ["devices", "interfaces", deviceId],
    queryFn: async ({ signal }) => {
      const found: Interface[] = [];
      for (;;) {
        const page = await body(
          api.GET("/api/v1/devices/{device_id}/interfaces", {
            params: { path: { device_id: deviceId }, query: { offset: found.length, limit: PAGE } },
            signal,
          }),
        );
        found.push(...page.items);
        if (found.length >= page.total || page.items.length === 0) return found;
      }
    },
    refetchInterval: 60_000,
  });

export interface PortRow extends Interface {
  in_bps: number | null;
  out_bps: number | null;
  errors_ps: number | null;
  discards_ps: number | null;
  /** The fuller direction, 0..1, where speed and rate are known. */
  utilisation: number | null;
}

const sum = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);

function utilisation(speed: number | null, ...rates: (number | null)[]): number | null {
  const known = rates.filter((rate) => rate !== null);
  return speed !== null && speed > 0 && known.length > 0 ? Math.max(...known) / speed : null;
}

/** The sample, if it tells what the port carries now: not when it is old, nor of before the port was reported down. */
export function currentSample(
  port: Pick<Interface, "oper_status" | "last_change_at">,
  sample: Sample | undefined,
): Sample | undefined {
  if (!sample || sample.stale) return undefined;
  const fellAt =
    port.oper_status !== "up" && port.last_change_at ? Date.parse(port.last_change_at) : -Infinity;
  return fellAt > Date.parse(sample.at) ? undefined : sample;
}

/** Interfaces with their latest rates. One without a sample, or with an old one, has nulls, not zeros. */
export function portRows(interfaces: readonly Interface[], latest: Latest | undefined): PortRow[] {
  const rates = new Map((latest?.items ?? []).map((sample) => [sample.object, sample]));
  return interfaces.map((port) => {
    const values = currentSample(port, rates.get(port.name))?.values;
    const rate = (metric: string): number | null => values?.[metric] ?? null;
    const inBps = rate("in_bps");
    const outBps = rate("out_bps");
    return {
      ...port,
      in_bps: inBps,
      out_bps: outBps,
      errors_ps: sum(rate("in_errors_ps"), rate("out_errors_ps")),
      discards_ps: sum(rate("in_discards_ps"), rate("out_discards_ps")),
      utilisation: utilisation(port.speed_bps, inBps, outBps),
    };
  });
}

type SortKey = "name" | "oper_status" | "speed_bps" | "in_bps" | "out_bps" | "utilisation" | "errors_ps";
const KEYS: readonly string[] = [
  "name",
  "oper_status",
  "speed_bps",
  "in_bps",
  "out_bps",
  "utilisation",
  "errors_ps",
] satisfies SortKey[];

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Sort as asked; not known comes last in both directions, names count as people do (`ge-0/0/2` before `ge-0/0/10`). */
export function sortPorts(rows: readonly PortRow[], sort: string): PortRow[] {
  const down = sort.startsWith("-");
  const wanted = down ? sort.slice(1) : sort;
  const key = (KEYS.includes(wanted) ? wanted : "name") as SortKey;
  return [...rows].sort((a, b) => {
    const left = a[key];
    const right = b[key];
    if (left === right) return collator.compare(a.name, b.name);
    if (left === null) return 1;
    if (right === null) return -1;
    const order =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : collator.compare(String(left), String(right));
    return down ? -order : order;
  });
}

export function filterPorts(rows: readonly PortRow[], text: string | undefined): PortRow[] {
  if (!text) return [...rows];
  const wanted = text.toLowerCase();
  return rows.filter((row) =>
    [row.name, row.alias, row.descr, row.mac ?? ""].some((field) => field.toLowerCase().includes(wanted)),
  );
}

/** The names of the interfaces that carry most, busiest first. */
export function busiest(latest: Latest | undefined, most: number): string[] {
  return (latest?.items ?? [])
    .filter((sample) => !sample.stale)
    .map(({ object, values }) => ({ object, load: (values.in_bps ?? 0) + (values.out_bps ?? 0) }))
    .filter((row) => row.load > 0)
    .sort((a, b) => b.load - a.load)
    .slice(0, most)
    .map((row) => row.object);
}

/** How an interface stands: operational state, or the reason why none is expected. */
export function portState(port: Pick<Interface, "admin_status" | "oper_status" | "present">): string {
  if (!port.present) return "gone";
  if (port.admin_status === "down") return "disabled";
  return port.oper_status ?? "unknown";
}
