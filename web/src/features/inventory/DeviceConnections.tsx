import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { Neighbour, RoutingSession } from "@/api/types";
import { deviceNamesQuery } from "@/features/explorer/names";
import { NOT_KNOWN, words } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { neighboursQuery, routingQuery } from "./connections";
import { DeviceFeatures } from "./DeviceFeatures";
import { t } from "./texts";

/** Neighbours by LLDP, CDP and their like, and routing sessions, as the device told of them last. */
export function DeviceConnections({ deviceId }: { deviceId: number }) {
  const neighbours = useQuery(neighboursQuery(deviceId));
  const routing = useQuery(routingQuery(deviceId));
  return (
    <>
      <Panel title={t("neighbours")} note={t("neighboursNote")}>
        <Loaded query={neighbours} what={t("neighbours")}>
          {(rows) => (
            <ListTable
              tableId="neighbours"
              label={t("neighbours")}
              columns={neighbourColumns}
              rows={rows}
              keyOf={(row) => row.id}
              search={t("searchNeighbours")}
              usualSort="port"
              height="auto"
              empty={<Empty title={t("noNeighbours")}>{t("noNeighboursHint")}</Empty>}
            />
          )}
        </Loaded>
      </Panel>
      <Panel title={t("routingSessions")} note={t("routingNote")}>
        <Loaded query={routing} what={t("routingSessions")}>
          {(rows) => (
            <ListTable
              tableId="routing"
              label={t("routingSessions")}
              columns={sessionColumns}
              rows={rows}
              keyOf={(row) => row.id}
              search={t("searchSessions")}
              usualSort="up"
              height="auto"
              empty={<Empty title={t("noSessions")}>{t("noSessionsHint")}</Empty>}
            />
          )}
        </Loaded>
      </Panel>
      <DeviceFeatures deviceId={deviceId} />
    </>
  );
}

/** The port's page; the address bar says of which device. */
function PortLink({ name }: { name: string }) {
  const { deviceId } = useParams({ from: "/app/devices/$deviceId" });
  if (name === "") return NOT_KNOWN;
  return (
    <Link to="/devices/$deviceId/interface" params={{ deviceId }} search={{ name }}>
      {name}
    </Link>
  );
}

/** The neighbour by its own name, leading to its page where a device of that name is watched. */
export function NeighbourName({ row }: { row: Neighbour }) {
  const names = useQuery(deviceNamesQuery);
  const short = row.remote_name.split(".")[0]?.toLowerCase();
  const found = names.data?.find(({ name }) => {
    const known = name.toLowerCase();
    return known === row.remote_name.toLowerCase() || known === short;
  });
  const shown = row.remote_name || row.remote_chassis || NOT_KNOWN;
  if (!found || row.remote_name === "") return <span title={row.remote_descr}>{shown}</span>;
  return (
    <Link to="/devices/$deviceId" params={{ deviceId: String(found.id) }} title={row.remote_descr}>
      {shown}
    </Link>
  );
}

const neighbourColumns: readonly Column<Neighbour>[] = [
  {
    id: "port",
    head: t("ownPort"),
    width: "minmax(7rem, 1fr)",
    narrow: "minmax(5rem, 1fr)",
    sort: "port",
    value: (row) => row.local_port,
    cell: (row) => <PortLink name={row.local_port} />,
  },
  {
    id: "name",
    head: t("neighbour"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1.6fr)",
    sort: "name",
    value: (row) => row.remote_name || row.remote_chassis,
    cell: (row) => <NeighbourName row={row} />,
  },
  {
    id: "remote",
    head: t("itsPort"),
    width: "minmax(7rem, 1fr)",
    narrow: "minmax(5rem, 1fr)",
    sort: "remote",
    value: (row) => row.remote_port,
    cell: (row) => row.remote_port || NOT_KNOWN,
  },
  {
    id: "chassis",
    head: t("chassis"),
    width: "minmax(8rem, 1fr)",
    from: 64,
    value: (row) => row.remote_chassis,
    cell: (row) => <span className="mono">{row.remote_chassis || NOT_KNOWN}</span>,
  },
  {
    id: "protocol",
    head: t("heardBy"),
    width: "5.5rem",
    from: 44,
    sort: "protocol",
    value: (row) => row.protocol,
    cell: (row) => row.protocol.toUpperCase(),
  },
  {
    id: "since",
    head: t("seenSince"),
    width: "7rem",
    align: "end",
    from: 52,
    sort: "since",
    value: (row) => row.first_seen_at,
    cell: (row) => <Age at={row.first_seen_at} everySeconds={5} />,
  },
];

const toneOf = (row: RoutingSession) => (row.up ? "good" : row.admin_down ? "off" : "bad");

const sessionColumns: readonly Column<RoutingSession>[] = [
  {
    id: "state",
    head: t("state"),
    width: "minmax(8rem, 1fr)",
    narrow: "minmax(6rem, 1fr)",
    sort: "up",
    value: (row) => (row.up ? 1 : 0),
    cell: (row) => <Status code={row.state} label={words(row.state)} tone={toneOf(row)} />,
  },
  {
    id: "protocol",
    head: t("protocol"),
    width: "5.5rem",
    sort: "protocol",
    value: (row) => row.protocol,
    cell: (row) => row.protocol.toUpperCase(),
  },
  {
    id: "peer",
    head: t("peer"),
    width: "minmax(9rem, 1.5fr)",
    narrow: "minmax(6rem, 1.5fr)",
    sort: "peer",
    value: (row) => row.peer,
    cell: (row) => <span className="mono">{row.peer}</span>,
  },
  {
    id: "as",
    head: t("remoteAs"),
    width: "6rem",
    align: "end",
    from: 40,
    sort: "as",
    value: (row) => row.remote_as,
    cell: (row) => row.remote_as ?? NOT_KNOWN,
  },
  {
    id: "vrf",
    head: t("vrf"),
    width: "minmax(5rem, 1fr)",
    from: 56,
    sort: "vrf",
    value: (row) => row.vrf,
    cell: (row) => row.vrf || NOT_KNOWN,
  },
  {
    id: "detail",
    head: t("detail"),
    width: "minmax(6rem, 1fr)",
    from: 68,
    value: (row) => row.detail,
    cell: (row) => row.detail,
  },
  {
    id: "since",
    head: t("inStateSince"),
    width: "7rem",
    align: "end",
    sort: "since",
    value: (row) => row.state_since,
    cell: (row) => <Age at={row.state_since} everySeconds={5} />,
  },
];
