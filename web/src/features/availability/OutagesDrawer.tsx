import { Drawer } from "@mantine/core";
import type { AvailabilityItem, AvailabilityReport } from "@/api/types";
import { count, duration } from "@/lib/format";
import { Moment } from "@/ui/Moment";
import { budgetText, percentText } from "./availability";
import classes from "./Availability.module.css";
import { Target } from "./columns";
import { StateStrip, StripLegend } from "./StateStrip";
import { t } from "./texts";

interface OutagesDrawerProps {
  item: AvailabilityItem;
  report: Pick<AvailabilityReport, "start" | "end">;
  onClose: () => void;
}

/** One row of a report unfolded: its states, its figures, and each outage, the latest first. */
export function OutagesDrawer({ item, report, onClose }: OutagesDrawerProps) {
  const facts: [string, string][] = [
    [t("available"), percentText(item.availability_percent)],
    [t("unknownShare"), percentText(item.unknown_percent)],
    [t("state.up"), duration(item.up_s)],
    [t("state.down"), duration(item.down_s)],
    [t("state.unknown"), duration(item.unknown_s)],
    [t("state.excluded"), duration(item.maintenance_s)],
    [t("mttr"), duration(item.mttr_s)],
    [t("mtbf"), duration(item.mtbf_s)],
  ];
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={item.name}>
      <StateStrip item={item} start={report.start} end={report.end} large />
      <StripLegend />
      <dl className={classes.facts}>
        <dt>{t("target")}</dt>
        <dd>
          <Target item={item} />
        </dd>
        {item.target_percent !== null && (
          <>
            <dt>{t("budget")}</dt>
            <dd>{budgetText(item) || t("notKnown")}</dd>
          </>
        )}
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <h3>{t("nOutages", { count: item.outage_count })}</h3>
      <ul className={classes.outages}>
        {[...item.outages].reverse().map((outage) => (
          <li key={outage.start}>
            <span>
              <Moment at={outage.start} />
              {outage.ongoing ? ` – ${t("ongoing")}` : " – "}
              {!outage.ongoing && <Moment at={outage.end} />}
            </span>
            <span>{duration(outage.down_s)}</span>
          </li>
        ))}
      </ul>
      {item.outage_count > item.outages.length && (
        <p className="faint">{t("laterOnes", { shown: count(item.outages.length) })}</p>
      )}
    </Drawer>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
