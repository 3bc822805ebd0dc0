import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { Device, Interface } from "@/api/types";
import { deviceQuery } from "@/features/inventory/devices";
import { interfacesQuery } from "@/features/inventory/interfaces";
import { PortState } from "@/features/inventory/portColumns";
import { useIntervals } from "@/features/polling/useIntervals";
import { COMPARISONS } from "@/features/series/band";
import { RangePicker } from "@/features/series/RangePicker";
import { useWindow } from "@/features/series/useWindow";
import { inStepsOf } from "@/lib/range";
import { oneOf } from "@/lib/search";
import { useRefreshOn } from "@/live/useLive";
import { Choice } from "@/ui/Choice";
import { Page } from "@/ui/Page";
import { Empty, Loaded } from "@/ui/states";
import { interfaceEventsQuery } from "./interface";
import classes from "./Interface.module.css";
import { InterfaceCharts } from "./InterfaceCharts";
import { InterfaceEvents, InterfaceFacts, Neighbours } from "./InterfaceFacts";
import { Optics } from "./Optics";
import { t } from "./texts";

/** Everything that is known of one interface: what it carries, what is wrong with it, who is at the other end. */
export function InterfacePage() {
  const deviceId = Number(useParams({ from: "/app/devices/$deviceId/interface" }).deviceId);
  const name = useSearch({ from: "/app/devices/$deviceId/interface" }).name ?? "";
  const device = useQuery(deviceQuery(deviceId));
  const interfaces = useQuery(interfacesQuery(deviceId));
  const port = interfaces.data?.find((one) => one.name === name);
  if (device.data && port) return <InterfaceView key={port.id} device={device.data} port={port} />;
  const known = device.data;
  return (
    <Page title={name || t("interface")}>
      <Loaded query={interfaces} what={t("thisInterface")} rows={10}>
        {() =>
          known ? (
            <Empty title={t("noSuchInterface")}>
              {t("noSuchInterfaceHint", { device: known.name, name: name || "–" })}{" "}
              <AllInterfaces device={known} />
            </Empty>
          ) : null
        }
      </Loaded>
    </Page>
  );
}

function AllInterfaces({ device }: { device: Device }) {
  return (
    <Link
      to="/devices/$deviceId"
      params={{ deviceId: String(device.id) }}
      search={{ tab: "interfaces" }}
      className="link"
    >
      {t("allInterfaces", { device: device.name })}
    </Link>
  );
}

function InterfaceView({ device, port }: { device: Device; port: Interface }) {
  const search = useSearch({ from: "/app/devices/$deviceId/interface" });
  const navigate = useNavigate({ from: "/devices/$deviceId/interface" });
  const intervals = useIntervals(device.interval_s);
  const window = useWindow(search, 240, intervals.interfaces);
  const events = useQuery(interfaceEventsQuery(device.id, port.name));
  const compare = search.compare ?? "none";
  useRefreshOn("cycles", [["series"]], 4_000);
  useRefreshOn(`device:${device.id}`, [["devices", "interfaces", device.id], ["events"]]);
  return (
    <Page
      title={`${port.name} · ${device.name}`}
      heading={
        <>
          {port.name} <PortState port={port} />
        </>
      }
      lead={
        <>
          <Link to="/devices/$deviceId" params={{ deviceId: String(device.id) }} className="link">
            {device.name}
          </Link>
          {port.alias && ` · ${port.alias}`}
        </>
      }
      actions={<RangePicker search={search} />}
    >
      <div className={classes.bar}>
        <AllInterfaces device={device} />
        <Link
          to="/explorer"
          search={{
            family: "interface",
            metric: "in_bps,out_bps",
            device: String(device.id),
            object: port.name,
            range: search.range,
            from: search.from,
            to: search.to,
          }}
          className="link"
        >
          {t("openInExplorer")}
        </Link>
        <span className={classes.grow} />
        <div className={classes.compare}>
          <span className="dim" aria-hidden="true">
            {t("compare")}
          </span>
          <Choice
            label={t("compare")}
            hideLabel
            value={compare}
            options={COMPARISONS.map((value) => ({ value, label: t(`compare.${value}`) }))}
            onChange={(value) =>
              void navigate({
                search: (old) => ({
                  ...old,
                  compare: value === "none" ? undefined : oneOf(value, COMPARISONS),
                }),
                replace: true,
              })
            }
          />
        </div>
      </div>
      <div className={classes.columns}>
        <div className={classes.main}>
          <InterfaceCharts
            device={device}
            port={port}
            window={window}
            compare={compare}
            events={events.data ?? []}
          />
        </div>
        <div className={classes.aside}>
          <InterfaceFacts port={port} />
          <Neighbours deviceId={device.id} name={port.name} />
          <Optics
            deviceId={device.id}
            name={port.name}
            window={inStepsOf(window, intervals.environment)}
            intervalSeconds={intervals.environment}
          />
          <InterfaceEvents query={events} />
        </div>
      </div>
    </Page>
  );
}
