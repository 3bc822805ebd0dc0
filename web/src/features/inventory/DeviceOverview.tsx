import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Device } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { EventList } from "@/features/events/EventList";
import { recentEventsQuery } from "@/features/events/events";
import { AvailabilityStrip } from "@/features/series/AvailabilityStrip";
import type { Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { BusyInterfaces } from "./BusyInterfaces";
import { DeviceFacts } from "./DeviceFacts";
import { HostLoad } from "./HostLoad";
import classes from "./Device.module.css";
import { t } from "./texts";

const DeviceAvailability = lazy(() =>
  import("@/features/availability/DeviceAvailability").then((module) => ({
    default: module.DeviceAvailability,
  })),
);
const DeviceCredentials = lazy(() =>
  import("@/features/vault/DeviceCredentials").then((module) => ({ default: module.DeviceCredentials })),
);

interface DeviceOverviewProps {
  device: Device;
  window: Window;
  /** The window in the steps of what is read less often. */
  environment: Window;
  reachability: Window;
}

export function DeviceOverview({ device, window, environment, reachability }: DeviceOverviewProps) {
  const mayReport = useMay("health:view");
  const events = useQuery(recentEventsQuery(device.id, 8));
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <Panel title={t("availability")}>
          <AvailabilityStrip deviceId={device.id} window={reachability} />
        </Panel>
        {mayReport && (
          <Suspense fallback={null}>
            <DeviceAvailability deviceId={device.id} />
          </Suspense>
        )}
        <BusyInterfaces deviceId={device.id} window={window} />
        <HostLoad deviceId={device.id} window={environment} />
      </div>
      <div className={classes.aside}>
        <DeviceFacts device={device} />
        <Suspense fallback={null}>
          <DeviceCredentials deviceId={device.id} />
        </Suspense>
        <Panel title={t("recentEvents")} flush>
          <Loaded query={events} what={t("events")}>
            {(page) => <EventList events={page.items} withDevice={false} />}
          </Loaded>
        </Panel>
      </div>
    </div>
  );
}
