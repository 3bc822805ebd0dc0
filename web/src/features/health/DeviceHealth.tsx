import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/features/accounts/session";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { deviceHealthQuery } from "./health";
import { Course, Unfolded, Verdict } from "./HealthParts";
import { t } from "./texts";

/** The health of a device on its page. */
export function DeviceHealth({ deviceId }: { deviceId: number }) {
  return useMay("health:view") ? (
    <Panel title={t("health")} note={t("healthNote")}>
      <DeviceUnfolded deviceId={deviceId} />
    </Panel>
  ) : null;
}

/** A device's score, its course, and all that it follows from. */
export function DeviceUnfolded({ deviceId }: { deviceId: number }) {
  const query = useQuery(deviceHealthQuery(deviceId));
  return (
    <Loaded query={query} what={t("theHealth")} rows={4}>
      {(found) => (
        <>
          <Verdict health={found.health} />
          <Course kind="device" id={found.id} name={found.name} trends={found.trends} />
          <Unfolded health={found.health} />
        </>
      )}
    </Loaded>
  );
}
