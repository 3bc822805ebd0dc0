import { Link } from "@tanstack/react-router";
import type { AvailabilityItem, AvailabilityReport } from "@/api/types";
import { count, duration, NOT_KNOWN } from "@/lib/format";
import { localDigits } from "@/lib/number";
import { DeviceLink } from "@/ui/DeviceLink";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { budgetText, percentText } from "./availability";
import { StateStrip } from "./StateStrip";
import { t } from "./texts";

/** Worst first: unknown stands after what is known to be bad and before what is well. */
const rank = (item: AvailabilityItem): number => item.availability_percent ?? 99.99995;

export const columnsOf = (report: AvailabilityReport): readonly Column<AvailabilityItem>[] => [
  {
    id: "name",
    head: t("name"),
    width: "minmax(9rem, 1.4fr)",
    narrow: "minmax(5rem, 1fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => <Name item={row} />,
  },
  {
    id: "available",
    head: t("available"),
    width: "6.5rem",
    narrow: "5.5rem",
    align: "end",
    sort: "available",
    value: rank,
    cell: (row) => percentText(row.availability_percent),
  },
  {
    id: "target",
    head: t("target"),
    width: "8.5rem",
    from: 56,
    sort: "target",
    value: (row) => row.target_percent,
    cell: (row) => <Target item={row} />,
  },
  {
    id: "budget",
    head: t("budget"),
    width: "8.5rem",
    from: 72,
    sort: "budget",
    value: (row) => row.error_budget_left_s,
    cell: (row) => budgetText(row) || <span className="faint">{NOT_KNOWN}</span>,
  },
  {
    id: "strip",
    head: t("states"),
    width: "minmax(12rem, 3fr)",
    narrow: "minmax(6rem, 1.2fr)",
    cell: (row) => <StateStrip item={row} start={report.start} end={report.end} />,
  },
  {
    id: "unknown",
    head: t("unknownShare"),
    width: "6rem",
    from: 48,
    align: "end",
    sort: "unknown",
    value: (row) => row.unknown_percent,
    cell: (row) => percentText(row.unknown_percent),
  },
  {
    id: "outages",
    head: t("outages"),
    width: "5.5rem",
    from: 64,
    align: "end",
    sort: "outages",
    value: (row) => row.outage_count,
    cell: (row) => count(row.outage_count),
  },
  {
    id: "down",
    head: t("down"),
    width: "6rem",
    from: 64,
    align: "end",
    sort: "down",
    value: (row) => row.down_s,
    cell: (row) => duration(row.down_s),
  },
  {
    id: "mttr",
    head: t("mttr"),
    width: "6rem",
    from: 80,
    align: "end",
    sort: "mttr",
    value: (row) => row.mttr_s,
    cell: (row) => duration(row.mttr_s),
  },
  {
    id: "mtbf",
    head: t("mtbf"),
    width: "6.5rem",
    from: 80,
    align: "end",
    sort: "mtbf",
    value: (row) => row.mtbf_s,
    cell: (row) => duration(row.mtbf_s),
  },
];

function Name({ item }: { item: AvailabilityItem }) {
  if (item.id === null) return <span title={item.name}>{item.name}</span>;
  if (item.kind === "device") return <DeviceLink id={item.id} name={item.name} />;
  return (
    <Link to="/devices" search={item.kind === "site" ? { site: item.id } : { pool: item.id }}>
      {item.name}
    </Link>
  );
}

export function Target({ item }: { item: AvailabilityItem }) {
  if (item.target_percent === null) return <span className="faint">{t("noTarget")}</span>;
  const target = localDigits(`${Number(item.target_percent.toFixed(3))} %`);
  if (item.met === null) return <Status code="unknown" tone="unknown" label={target} />;
  return (
    <Status
      code={item.met ? "met" : "missed"}
      tone={item.met ? "good" : "bad"}
      label={t(item.met ? "metTarget" : "missedTarget", { target })}
    />
  );
}
