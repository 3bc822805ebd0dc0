import { Panel } from "@/ui/Panel";
import { EventTable } from "@/features/events/EventTable";
import classes from "./Device.module.css";

export function DeviceEvents({ deviceId }: { deviceId: number }) {
  return (
    <Panel title="Events of this device" flush className={classes.tall}>
      <EventTable filter={{ device_id: deviceId, sort: "-at" }} withDevice={false} />
    </Panel>
  );
}
