import { useQuery } from "@tanstack/react-query";
import { count, localTime } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { mutedQuery } from "./maintenance";
import classes from "./Maintenance.module.css";
import { t } from "./texts";

const SHOWN = 24;

/** What nobody is notified about at this moment, and until when. */
export function MutedNow() {
  const muted = useQuery(mutedQuery);
  return (
    <Panel
      title={t("mutedNow")}
      note={muted.data && count(muted.data.device_total + muted.data.ports.length)}
    >
      <Loaded query={muted} what={t("mutedNow")} rows={2}>
        {(found) =>
          found.device_total + found.ports.length === 0 ? (
            <p className="dim">{t("nothingMuted")}</p>
          ) : (
            <ul className={classes.muted}>
              {found.devices.slice(0, SHOWN).map((one) => (
                <li key={one.id}>
                  <DeviceLink id={one.id} name={one.name} />{" "}
                  <span className="faint">{t("untilMoment", { moment: localTime(one.until) })}</span>
                </li>
              ))}
              {found.ports.slice(0, SHOWN).map((one) => (
                <li key={`${one.device_id} ${one.interface}`}>
                  <DeviceLink id={one.device_id} name={`${one.device} ${one.interface}`} />{" "}
                  <span className="faint">{t("untilMoment", { moment: localTime(one.until) })}</span>
                </li>
              ))}
              {found.device_total > SHOWN && (
                <li>{t("moreDevices", { count: found.device_total - SHOWN })}</li>
              )}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}
