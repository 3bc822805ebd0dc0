import { Button } from "@mantine/core";
import { IconPencil, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { Device } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { useIntervals } from "@/features/polling/useIntervals";
import { RangePicker } from "@/features/series/RangePicker";
import { useWindow } from "@/features/series/useWindow";
import { duration, product, systemName, words } from "@/lib/format";
import { inStepsOf } from "@/lib/range";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Loaded, Waiting } from "@/ui/states";
import { StatusPill } from "@/ui/Status";
import { tellDone, tellFailed } from "@/ui/toast";
import { DeviceOverview } from "./DeviceOverview";
import { deviceQuery, usePollNow } from "./devices";
import { DEVICE_TABS, type DeviceTab } from "./deviceSearch";
import classes from "./Device.module.css";
import { t } from "./texts";

const InterfaceDrawer = lazy(() =>
  import("./InterfaceDrawer").then((module) => ({ default: module.InterfaceDrawer })),
);
const IdentityNotice = lazy(() =>
  import("./IdentityNotice").then((module) => ({ default: module.IdentityNotice })),
);
const DeviceConnections = lazy(() =>
  import("./DeviceConnections").then((module) => ({ default: module.DeviceConnections })),
);
const DeviceSensors = lazy(() =>
  import("./DeviceSensors").then((module) => ({ default: module.DeviceSensors })),
);
const DeviceEvents = lazy(() =>
  import("./DeviceEvents").then((module) => ({ default: module.DeviceEvents })),
);
const DeviceInterfaces = lazy(() =>
  import("./DeviceInterfaces").then((module) => ({ default: module.DeviceInterfaces })),
);
const DeviceRaw = lazy(() => import("./DeviceRaw").then((module) => ({ default: module.DeviceRaw })));
const DeviceAnomalies = lazy(() =>
  import("@/features/baselines/DeviceAnomalies").then((module) => ({ default: module.DeviceAnomalies })),
);
const DeviceHealth = lazy(() =>
  import("@/features/health/DeviceHealth").then((module) => ({ default: module.DeviceHealth })),
);
const DeviceForecasts = lazy(() =>
  import("@/features/baselines/DeviceForecasts").then((module) => ({ default: module.DeviceForecasts })),
);
const ReadingDrawer = lazy(() =>
  import("@/features/limits/ReadingDrawer").then((module) => ({ default: module.ReadingDrawer })),
);
const WhyRed = lazy(() => import("./WhyRed").then((module) => ({ default: module.WhyRed })));
const DeviceForm = lazy(() => import("./DeviceForm").then((module) => ({ default: module.DeviceForm })));

const TAB_LABEL: Readonly<Record<DeviceTab, string>> = {
  overview: t("overview"),
  interfaces: t("interfaces2"),
  sensors: t("sensorsAndOptics"),
  connections: t("connections"),
  events: t("events2"),
  raw: t("raw"),
};

export function DevicePage() {
  const { deviceId } = useParams({ from: "/app/devices/$deviceId" });
  const id = Number(deviceId);
  const device = useQuery(deviceQuery(id));
  if (device.data) return <DeviceView key={id} device={device.data} />;
  return (
    <Page title={t("device")}>
      <Loaded query={device} what={t("thisDevice")} rows={10}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function DeviceView({ device }: { device: Device }) {
  const search = useSearch({ from: "/app/devices/$deviceId" });
  const intervals = useIntervals(device.interval_s);
  const window = useWindow(search, 240, intervals.interfaces);
  const environment = inStepsOf(window, intervals.environment);
  const tab = search.tab ?? "overview";
  useRefreshOn(`device:${device.id}`, [["devices", "one", device.id], ["events"]]);
  useRefreshOn("cycles", [["series"]], 4_000);
  return (
    <Page
      title={device.name}
      heading={
        <>
          {device.name}
          <StatusPill
            code={device.enabled ? device.state : "disabled"}
            label={device.enabled ? undefined : t("watchingPaused")}
          />
        </>
      }
      lead={<Lead device={device} />}
      actions={<Actions device={device} />}
      fill={tab === "interfaces"}
    >
      {device.identity_state === "mismatch" && (
        <Suspense fallback={null}>
          <IdentityNotice device={device} />
        </Suspense>
      )}
      <div className={classes.bar}>
        <nav className={classes.tabs} aria-label={t("partsOfTheDevicePage")}>
          {DEVICE_TABS.map((one) => (
            <Link
              key={one}
              to="."
              search={(old) => ({
                ...old,
                tab: one === "overview" ? undefined : one,
                q: undefined,
                sort: undefined,
                interface: undefined,
                reading: undefined,
              })}
              className={classes.tab}
              aria-current={tab === one ? "page" : undefined}
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
            >
              {TAB_LABEL[one]}{" "}
              {one === "interfaces" && device.interface_count > 0 && (
                <span className="faint num">{device.interface_count}</span>
              )}
            </Link>
          ))}
        </nav>
        <RangePicker search={search} />
      </div>
      {tab === "overview" && (
        <Suspense fallback={null}>
          <WhyRed device={device} />
          <DeviceHealth deviceId={device.id} />
          <DeviceAnomalies deviceId={device.id} window={environment} />
          <DeviceForecasts deviceId={device.id} />
        </Suspense>
      )}
      {tab === "overview" && (
        <DeviceOverview
          device={device}
          window={window}
          environment={environment}
          reachability={inStepsOf(window, intervals.reachability)}
        />
      )}
      <Suspense fallback={<Waiting rows={8} />}>
        {tab === "sensors" && (
          <DeviceSensors deviceId={device.id} window={environment} intervalSeconds={intervals.environment} />
        )}
        {tab === "events" && <DeviceEvents deviceId={device.id} />}
        {tab === "interfaces" && <DeviceInterfaces deviceId={device.id} window={window} />}
        {tab === "connections" && <DeviceConnections deviceId={device.id} />}
        {tab === "raw" && <DeviceRaw device={device} />}
      </Suspense>
      {search.interface && (
        <Suspense fallback={null}>
          <InterfaceDrawer device={device} name={search.interface} window={window} />
        </Suspense>
      )}
      {search.reading && (
        <Suspense fallback={null}>
          <ReadingDrawer
            device={device}
            name={search.reading}
            window={environment}
            intervalSeconds={intervals.environment}
          />
        </Suspense>
      )}
    </Page>
  );
}

function Lead({ device }: { device: Device }) {
  const parts = [
    product(device.vendor, device.model),
    systemName(device.os, device.os_version),
    device.site?.name,
  ].filter(Boolean);
  return (
    <>
      <span className="mono">{device.address}</span>
      {parts.length > 0 && ` · ${parts.join(" · ")}`}
    </>
  );
}

function Actions({ device }: { device: Device }) {
  const mayPoll = useMay("polling:run");
  const mayEdit = useMay("devices:edit");
  const [editing, setEditing] = useState(false);
  const poll = usePollNow(device.id);
  const pollNow = () =>
    poll.mutate(undefined, {
      onSuccess: (result) =>
        tellDone(
          t("polled", { device: device.name, outcome: words(result.outcome) }),
          [result.reason, t("took", { elapsed_s: duration(result.cycle.elapsed_s) })]
            .filter(Boolean)
            .join(" · "),
        ),
      onError: (error) => tellFailed(t("wasNotPolled", { device: device.name }), error),
    });
  return (
    <>
      {mayPoll && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={poll.isPending}
          onClick={pollNow}
        >
          {t("pollNow")}
        </Button>
      )}
      {mayEdit && (
        <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>
          {t("edit2")}
        </Button>
      )}
      {editing && (
        <Suspense fallback={null}>
          <DeviceForm device={device} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  );
}
