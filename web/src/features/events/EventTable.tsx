import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { EventQuery, WatchEvent } from "@/api/types";
import { words } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import { Empty, Failure, Waiting } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { usePages, type PagedList } from "@/ui/table/usePages";
import { EventList } from "./EventList";
import classes from "./EventList.module.css";
import { fetchEvents } from "./events";
import { messageOf } from "./message";
import { t } from "./texts";

export const EVENT_COLUMNS: readonly Column<WatchEvent>[] = [
  {
    id: "at",
    head: t("time"),
    width: "10.5rem",
    from: 40,
    value: (event) => event.at,
    cell: (event) => <Moment at={event.at} />,
  },
  {
    id: "severity",
    head: t("severity"),
    width: "6.5rem",
    value: (event) => event.severity,
    cell: (event) => <Status code={event.severity} />,
  },
  {
    id: "device",
    head: t("device"),
    width: "minmax(7rem, 1fr)",
    value: (event) => event.device_name,
    cell: (event) => <DeviceLink id={event.device_id} name={event.device_name} />,
  },
  {
    id: "object",
    head: t("object"),
    width: "minmax(5rem, 0.9fr)",
    from: 64,
    value: (event) => event.object,
    cell: (event) => <Concerned event={event} />,
  },
  {
    id: "message",
    head: t("what"),
    width: "minmax(9rem, 3fr)",
    value: messageOf,
    cell: (event) => <span title={messageOf(event)}>{messageOf(event)}</span>,
  },
  {
    id: "kind",
    head: t("kind"),
    width: "minmax(6rem, 1fr)",
    from: 80,
    value: (event) => words(event.kind),
    cell: (event) => <span className="dim">{words(event.kind)}</span>,
  },
];

const OF_ONE_DEVICE = EVENT_COLUMNS.filter((column) => column.id !== "device");

/** The interface, leading to its page; other objects by name only. */
function Concerned({ event }: { event: WatchEvent }) {
  if (event.object === null) return <span className="faint">{t("theDevice")}</span>;
  if (event.device_id === null || !event.kind.startsWith("interface_")) return event.object;
  return (
    <Link
      to="/devices/$deviceId/interface"
      params={{ deviceId: String(event.device_id) }}
      search={{ name: event.object }}
    >
      {event.object}
    </Link>
  );
}

interface EventTableProps {
  filter: EventQuery;
  withDevice?: boolean;
  /** Those that somebody chose. */
  columns?: readonly Column<WatchEvent>[];
  onCount?: (total: number) => void;
}

/** Events of a filter, newest first, growing as they happen. */
export function EventTable({ filter, withDevice = true, columns, onCount }: EventTableProps) {
  const list = usePages<WatchEvent>(["events", "list", filter], (offset, limit, signal) =>
    fetchEvents(filter, offset, limit, signal),
  );
  useRefreshOn("events", [["events"]], 2_000);
  const [wide, setWide] = useState(true);
  useEffect(() => {
    const query = matchMedia("(min-width: 48em)");
    const follow = () => setWide(query.matches);
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  const { total, isPending } = list;
  useEffect(() => {
    if (!isPending) onCount?.(total);
  }, [isPending, total, onCount]);

  if (list.error) return <Failure doing={t("couldNotLoadEvents")} error={list.error} retry={list.refetch} />;
  if (isPending) return <Waiting rows={10} label={t("loadingEvents")} />;
  if (!wide) return <NewestEvents list={list} withDevice={withDevice} />;
  return (
    <DataTable
      label={t("events")}
      columns={columns ?? (withDevice ? EVENT_COLUMNS : OF_ONE_DEVICE)}
      count={total}
      question={list.question}
      rowAt={list.rowAt}
      keyOf={(event) => event.id}
      onVisible={list.setVisible}
      empty={<Empty title={t("noEvents")}>{t("noneMatchOrNothingHasChanged")}</Empty>}
    />
  );
}

const NEWEST = 100;

/** On a phone a list of sentences reads better than a table. */
function NewestEvents({ list, withDevice }: { list: PagedList<WatchEvent>; withDevice: boolean }) {
  const events = Array.from({ length: Math.min(list.total, NEWEST) }, (_, index) => list.rowAt(index));
  return (
    <div className={classes.newest}>
      <EventList events={events.filter((event) => event !== undefined)} withDevice={withDevice} />
      {list.total > NEWEST && <p className={classes.more}>{t("theNewestFilterToSeeOlder", { NEWEST })}</p>}
    </div>
  );
}
