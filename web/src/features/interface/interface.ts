/** What belongs to one interface among what is known of its device. */
import { queryOptions } from "@tanstack/react-query";
import type { Neighbour, Sample, WatchEvent } from "@/api/types";
import { fetchEvents } from "@/features/events/events";
import type { Annotation } from "@/features/series/band";

const EVENTS = 50;

/** The newest events that name this interface; the search is by text, so longer names are sorted out here. */
export const interfaceEventsQuery = (deviceId: number, name: string) =>
  queryOptions({
    queryKey: ["events", "interface", deviceId, name],
    queryFn: async () =>
      (await fetchEvents({ device_id: deviceId, q: name, sort: "-at" }, 0, EVENTS)).items.filter(
        (event) => event.object === name,
      ),
    refetchInterval: 30_000,
  });

const TONE: Readonly<Record<string, Annotation["tone"]>> = {
  critical: "bad",
  warning: "warning",
  info: "info",
};

export const annotationsOf = (events: readonly WatchEvent[]): Annotation[] =>
  events.map((event) => ({
    id: String(event.id),
    at: new Date(event.at).getTime(),
    label: event.message,
    tone: event.to_state === "up" ? "good" : (TONE[event.severity] ?? "info"),
  }));

export const neighboursOn = (neighbours: readonly Neighbour[], name: string): Neighbour[] =>
  neighbours.filter((one) => one.local_port === name);

/** Modules with several lanes carry the interface's name and something after it: `et-0/0/0 lane 2`. */
export const opticsOf = (samples: readonly Sample[], name: string): Sample[] =>
  samples.filter(
    ({ object }) =>
      object === name || (object.startsWith(name) && /^[\s:.,(]/.test(object.slice(name.length))),
  );
