import { Link } from "@tanstack/react-router";
import type { CapacityItem } from "@/api/types";
import { inUnit, localTime, NOT_KNOWN, significant, words } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import type { Column } from "@/ui/table/columns";
import classes from "./Capacity.module.css";
import { OutlookSpark } from "./OutlookSpark";
import { t } from "./texts";

const SOON_DAYS = 30;

export const columns: readonly Column<CapacityItem>[] = [
  {
    id: "what",
    head: t("what"),
    width: "minmax(11rem, 1.6fr)",
    narrow: "minmax(6rem, 1.4fr)",
    sort: "object",
    cell: (row) => <What row={row} />,
  },
  {
    id: "device",
    head: t("device"),
    width: "minmax(7rem, 1fr)",
    narrow: "minmax(4rem, 1fr)",
    cell: (row) => <DeviceLink id={row.device_id} name={row.device_name} />,
  },
  {
    id: "kind",
    head: t("kind"),
    width: "6rem",
    from: 76,
    sort: "kind",
    cell: (row) => t(`kinds.${row.kind}`),
  },
  {
    id: "now",
    head: t("now"),
    width: "6.5rem",
    from: 48,
    align: "end",
    cell: (row) => inUnit(row.level, row.unit),
  },
  {
    id: "threshold",
    head: t("threshold"),
    width: "6.5rem",
    from: 60,
    align: "end",
    cell: (row) => <span title={t(`source.${row.threshold_source}`)}>{inUnit(row.threshold, row.unit)}</span>,
  },
  {
    id: "perDay",
    head: t("perDay"),
    width: "7rem",
    from: 84,
    align: "end",
    cell: (row) => perDay(row),
  },
  {
    id: "course",
    head: t("course"),
    width: "minmax(8rem, 1.4fr)",
    from: 40,
    cell: (row) => <OutlookSpark item={row} />,
  },
  {
    id: "days",
    head: t("reaches"),
    width: "6.5rem",
    narrow: "4.5rem",
    align: "end",
    sort: "days",
    cell: (row) => (
      <span className={row.days <= SOON_DAYS ? classes.soon : undefined} title={localTime(row.reaches_at)}>
        {reachesIn(row)}
      </span>
    ),
  },
  {
    id: "between",
    head: t("between"),
    width: "10.5rem",
    from: 54,
    sort: "earliest",
    cell: (row) => between(row),
  },
];

function What({ row }: { row: CapacityItem }) {
  const name = `${words(row.metric)} · ${row.object}`;
  const series = { device: row.device_id, family: row.family, metric: row.metric, object: row.object };
  return (
    <Link to="/baselines" search={{ ...series, range: "7d" }} title={name}>
      {name}
    </Link>
  );
}

export const reachesIn = (row: CapacityItem): string =>
  row.days <= 0 ? t("reached") : t("inDays", { days: significant(row.days) });

/** Between which days it is reached; a series past its limit says whether it still moves. */
export function between(row: CapacityItem): string {
  if (row.state === "reached") return row.per_day === null ? t("noTrend") : t("goesOn");
  const early = significant(row.earliest_days);
  return row.latest_days === null
    ? t("daysFrom", { early })
    : t("daysBetween", { early, late: significant(row.latest_days) });
}

function perDay(row: CapacityItem): string {
  if (row.per_day === null) return NOT_KNOWN;
  return `${row.per_day > 0 ? "+" : ""}${inUnit(row.per_day, row.unit)}`;
}
