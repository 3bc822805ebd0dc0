import { sentence } from "@/lib/format";
import { identitySaid } from "@/lib/identitySaid";
import type { DeviceProblem } from "@/api/types";
import { DeviceLink } from "@/ui/DeviceLink";
import { Age } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import { Empty } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import classes from "./Overview.module.css";
import { t } from "./texts";

/** Devices that need a look, each with the reason in the system's own words. */
export function Problems({ problems }: { problems: readonly DeviceProblem[] }) {
  if (problems.length === 0) {
    return <Empty title={t("everyDeviceAnswers")}>{t("noDeviceIsDownUnknownOr")}</Empty>;
  }
  return (
    <SideScroll>
      <table className={`${tables.table} ${classes.problems}`}>
        <thead>
          <tr>
            <th scope="col">{t("state")}</th>
            <th scope="col">{t("device")}</th>
            <th scope="col">{t("why")}</th>
            <th scope="col">{t("since")}</th>
            <th scope="col" className={tables.wideOnly}>
              {t("lastAnswer")}
            </th>
          </tr>
        </thead>
        <tbody>
          {problems.map((device) => {
            const other = device.identity_state === "mismatch";
            return (
              <tr key={device.id}>
                <td>
                  {other ? (
                    <Status code="mismatch" label={t("otherIdentity")} />
                  ) : (
                    <Status code={device.state} />
                  )}
                </td>
                <td className={classes.name}>
                  <DeviceLink id={device.id} name={device.name} />
                  <span className="mono faint">{device.address}</span>
                </td>
                <td className={`${tables.wide} dim`}>
                  {other && device.identity_reason
                    ? identitySaid(device.identity_reason)
                    : sentence(device.state_reason || t("notSaid"))}
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
    </SideScroll>
  );
}
