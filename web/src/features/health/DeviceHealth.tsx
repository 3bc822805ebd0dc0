import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/features/accounts/session";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import classes from "./Health.module.css";
import { deviceHealthQuery } from "./health";
import { Course, Unfolded, Verdict } from "./HealthParts";
import { t } from "./texts";

/** The health of a device on its page. */
export function DeviceHealth({ deviceId }: { deviceId: number }) {
  return useMay("health:view") ? (
    <Panel title={t("health")} note={t("healthNote")}>
      <DeviceUnfolded deviceId={deviceId} folded />
    </Panel>
  ) : null;
}

interface DeviceUnfoldedProps {
  deviceId: number;
  /** What it follows from is shown when somebody asks: there is more on the page. */
  folded?: boolean;
}

/** A device's score, its course, and all that it follows from. */
export function DeviceUnfolded({ deviceId, folded = false }: DeviceUnfoldedProps) {
  const query = useQuery(deviceHealthQuery(deviceId));
  return (
    <Loaded query={query} what={t("theHealth")} rows={4}>
      {(found) => (
        <>
          <Verdict health={found.health} />
          <Course kind="device" id={found.id} name={found.name} trends={found.trends} />
          {folded ? (
            <details>
              <summary className={classes.fold}>{t("contributions")}</summary>
              <Unfolded health={found.health} />
            </details>
          ) : (
            <Unfolded health={found.health} />
          )}
        </>
      )}
    </Loaded>
  );
}
