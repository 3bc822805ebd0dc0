import type { Device } from "@/api/types";
import { Age } from "@/ui/Moment";
import { Mark } from "@/ui/Status";
import classes from "./Inventory.module.css";
import { t } from "./texts";

/** When the device last answered; marked when that is too long ago to rely on. */
export function Freshness({ device }: { device: Pick<Device, "fresh" | "last_ok_at" | "enabled"> }) {
  const stale = device.enabled && !device.fresh;
  return (
    <span className={classes.fresh} data-stale={stale || undefined}>
      {stale && <Mark tone="warning" size={10} />}
      <Age at={device.last_ok_at} />
      {stale && <span className="visually-hidden">{t("stale")}</span>}
    </span>
  );
}
