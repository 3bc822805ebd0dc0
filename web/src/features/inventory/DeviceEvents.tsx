import { Panel } from "@/ui/Panel";
import { EventTable } from "@/features/events/EventTable";
import classes from "./Device.module.css";
import { t } from "./texts";

export function DeviceEvents({ deviceId }: { deviceId: number }) {
  return (
    <Panel title={t("eventsOfThisDevice")} flush className={classes.tall}>
      <EventTable key={deviceId} filter={{ device_id: deviceId, sort: "-at" }} withDevice={false} />
    </Panel>
  );
}
