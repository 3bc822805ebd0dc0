import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { AvailabilityItem, AvailabilityReport } from "@/api/types";
import { useNow } from "@/lib/clock";
import { duration } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { deviceReportQuery, percentText } from "./availability";
import classes from "./Availability.module.css";
import { StateStrip, StripLegend } from "./StateStrip";
import { t } from "./texts";

/** The last thirty days of a device as reports count them. */
export function DeviceAvailability({ deviceId }: { deviceId: number }) {
  const report = useQuery(deviceReportQuery(deviceId, useNow(300)));
  return (
    <Panel title={t("thirtyDays")}>
      <Loaded query={report} what={t("theReport")} rows={2}>
        {(found) => {
          const [item] = found.items;
          return item ? <Month item={item} report={found} /> : <p className="dim">{t("nothingKnown")}</p>;
        }}
      </Loaded>
    </Panel>
  );
}

function Month({ item, report }: { item: AvailabilityItem; report: AvailabilityReport }) {
  return (
    <div className={classes.device}>
      <div className={classes.deviceHead}>
        <strong>
          {item.availability_percent === null ? t("noVerdict") : percentText(item.availability_percent)}
        </strong>
        <span>
          {t("deviceFigures", {
            count: item.outage_count,
            down: duration(item.down_s),
            unknown: percentText(item.unknown_percent),
          })}
        </span>
        <Link to="/availability" search={{ kind: "device", q: item.name }}>
          {t("openReport")}
        </Link>
      </div>
      <StateStrip item={item} start={report.start} end={report.end} />
      <StripLegend />
    </div>
  );
}
