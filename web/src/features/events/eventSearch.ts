/** What the URL of the event list says. */
import type { EventKind } from "@/api/types";
import { readRange, windowOf, type RangeSearch } from "@/lib/range";
import { asId, asText, oneOf, type RawSearch } from "@/lib/search";

export const SEVERITIES = ["critical", "warning", "info"] as const;

export const KINDS = [
  "device_up",
  "device_down",
  "device_unknown",
  "device_restarted",
  "identity_mismatch",
  "identity_restored",
  "interface_up",
  "interface_down",
  "interface_admin_changed",
  "interface_appeared",
  "interface_vanished",
  "interface_reindexed",
  "interface_metric_changed",
  "interface_metric_restored",
  "poller_isolated",
  "poller_connected",
  "bgp_down",
  "bgp_up",
  "ospf_down",
  "ospf_up",
  "isis_down",
  "isis_up",
  "bfd_down",
  "bfd_up",
  "ldp_down",
  "ldp_up",
  "alarm_raised",
  "alarm_cleared",
  "configuration_changed",
  "device_reported",
  "condition_flapping",
  "condition_steady",
  "message_storm",
  "host_key_changed",
  "host_key_accepted",
  "secret_expiring",
  "secret_renewed",
] as const satisfies readonly EventKind[];

export interface EventSearch extends RangeSearch {
  q?: string;
  severity?: (typeof SEVERITIES)[number];
  kind?: EventKind;
  device?: number;
}

export function readEventSearch(search: RawSearch): EventSearch {
  return {
    ...readRange(search),
    q: asText(search.q),
    severity: oneOf(search.severity, SEVERITIES),
    kind: oneOf(search.kind, KINDS),
    device: asId(search.device),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** The time that the URL narrows the list to: nothing when it names none. A rolling one begins at a full minute. */
export function timeOf({ range, from, to }: RangeSearch, now: number): { start?: string; end?: string } {
  if (from !== undefined && to !== undefined) return { start: iso(from * 1000), end: iso(to * 1000) };
  if (range === undefined) return {};
  return { start: iso(Math.floor(windowOf({ range }, now).start / 60_000) * 60_000) };
}
