import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Interface, WatchEvent } from "@/api/types";
import { EventList } from "@/features/events/EventList";
import { neighboursQuery } from "@/features/inventory/connections";
import { NeighbourName } from "@/features/inventory/DeviceConnections";
import { PortState } from "@/features/inventory/portColumns";
import { rich } from "@/i18n/rich";
import { bits, NOT_KNOWN, words } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { neighboursOn } from "./interface";
import classes from "./Interface.module.css";
import { t } from "./texts";

/** What the device says of the interface. */
export function InterfaceFacts({ port }: { port: Interface }) {
  return (
    <Panel title={t("facts")}>
      <dl className={classes.facts}>
        <Fact name={t("state")}>
          <PortState port={port} />
          {port.last_change_at && (
            <p className={classes.how}>{rich(t("since"), { age: <Age at={port.last_change_at} /> })}</p>
          )}
          {!port.present && <p className={classes.how}>{t("gone")}</p>}
        </Fact>
        <Fact name={t("description")}>{port.alias || NOT_KNOWN}</Fact>
        {port.descr && port.descr !== port.name && <Fact name={t("ownDescription")}>{port.descr}</Fact>}
        <Fact name={t("speed")}>{bits(port.speed_bps)}</Fact>
        <Fact name={t("type")}>{words(port.type)}</Fact>
        <Fact name={t("mtu")}>{port.mtu ?? NOT_KNOWN}</Fact>
        <Fact name={t("mac")}>
          <span className="mono">{port.mac ?? NOT_KNOWN}</span>
        </Fact>
        <Fact name={t("index")}>{port.if_index ?? NOT_KNOWN}</Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Who is at the other end, as they announced themselves. */
export function Neighbours({ deviceId, name }: { deviceId: number; name: string }) {
  const neighbours = useQuery(neighboursQuery(deviceId));
  return (
    <Panel title={t("neighbours")}>
      <Loaded query={neighbours} what={t("theNeighbours")}>
        {(all) => {
          const here = neighboursOn(all, name);
          if (here.length === 0) return <Empty title={t("noNeighbours")}>{t("noNeighboursHint")}</Empty>;
          return (
            <ul className={classes.list}>
              {here.map((one) => (
                <li key={one.id}>
                  <NeighbourName row={one} />
                  <p className={classes.how}>
                    {[one.remote_port, t("heardBy", { protocol: one.protocol.toUpperCase() })]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Panel>
  );
}

export function InterfaceEvents({ query }: { query: UseQueryResult<WatchEvent[]> }) {
  return (
    <Panel title={t("events")} note={query.data && query.data.length > 0 && t("eventsNote")} flush>
      <Loaded query={query} what={t("theEvents")}>
        {(events) => <EventList events={events.slice(0, 12)} withDevice={false} />}
      </Loaded>
    </Panel>
  );
}
