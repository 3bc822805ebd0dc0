import { sentence } from "@/lib/format";
import type { DeviceProblem } from "@/api/types";
import { DeviceLink } from "@/ui/DeviceLink";
import { Age } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import { Empty } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import classes from "./Overview.module.css";

/** Devices that need a look, each with the reason in the system's own words. */
export function Problems({ problems }: { problems: readonly DeviceProblem[] }) {
  if (problems.length === 0) {
    return (
      <Empty title="Nothing is known to be wrong">
        No device is down, unknown or under another identity.
      </Empty>
    );
  }
  return (
    <div className={tables.scroll}>
      <table className={`${tables.table} ${classes.problems}`}>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Device</th>
            <th scope="col">Why</th>
            <th scope="col">Since</th>
            <th scope="col" className={tables.wideOnly}>
              Last answer
            </th>
          </tr>
        </thead>
        <tbody>
          {problems.map((device) => {
            const other = device.identity_state === "mismatch";
            return (
              <tr key={device.id}>
                <td>
                  {other ? <Status code="mismatch" label="Other identity" /> : <Status code={device.state} />}
                </td>
                <td className={classes.name}>
                  <DeviceLink id={device.id} name={device.name} />
                  <span className="mono faint">{device.address}</span>
                </td>
                <td className={`${tables.wide} dim`}>
                  {sentence((other && device.identity_reason) || device.state_reason || "not said")}
                </td>
                <td>
                  <Age at={device.state_since} everySeconds={5} />
                </td>
                <td className={tables.wideOnly}>
                  <Age at={device.last_ok_at} everySeconds={5} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
