/** The columns of the findings table. */
import type { Finding } from "@/api/types";
import { NOT_KNOWN, product, significant, systemName, words } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { t } from "./texts";

const known = (value: string | null | undefined) => value || <span className="faint">{NOT_KNOWN}</span>;

/** Below it digits mean nothing: such answers come from the same machine. */
const SHORTEST_MS = 0.01;
const roundTrip = (ms: number) =>
  ms < SHORTEST_MS ? `< ${significant(SHORTEST_MS)} ms` : `${significant(ms)} ms`;

const whatOf = (finding: Finding): string =>
  [product(finding.vendor, finding.model), systemName(finding.os, finding.os_version)]
    .filter(Boolean)
    .join(" · ");

export const findingColumns: readonly Column<Finding>[] = [
  {
    id: "address",
    head: t("address"),
    width: "minmax(7.5rem, 1fr)",
    narrow: "minmax(6.5rem, 1fr)",
    value: (finding) => finding.address,
    cell: (finding) => <span className="mono">{finding.address}</span>,
  },
  {
    id: "match",
    head: t("match"),
    width: "6.5rem",
    narrow: "5.5rem",
    value: (finding) => words(finding.match),
    cell: (finding) => (
      <span title={finding.match_reason || undefined}>
        <Status code={finding.match} />
      </span>
    ),
  },
  {
    id: "sysname",
    head: t("systemName"),
    width: "minmax(7rem, 1.4fr)",
    narrow: "minmax(6rem, 1.2fr)",
    value: (finding) => finding.sysname,
    cell: (finding) =>
      finding.device_id === null ? (
        known(finding.sysname)
      ) : (
        <DeviceLink id={finding.device_id} name={finding.sysname || null} />
      ),
  },
  {
    id: "what",
    head: t("vendorAndSystem"),
    width: "minmax(7rem, 1.4fr)",
    from: 48,
    value: whatOf,
    cell: (finding) => known(whatOf(finding)),
  },
  {
    id: "serial",
    head: t("serial"),
    width: "minmax(6rem, 1fr)",
    from: 62,
    value: (finding) => finding.serial,
    cell: (finding) => known(finding.serial),
  },
  {
    id: "snmp",
    head: t("snmp"),
    width: "11.5rem",
    from: 40,
    value: (finding) => (finding.snmp ? words(finding.snmp) : t("notAsked")),
    cell: (finding) =>
      finding.snmp ? (
        <Status code={finding.snmp} label={words(finding.snmp)} />
      ) : (
        <span className="faint">{t("notAsked")}</span>
      ),
  },
  {
    id: "rtt",
    head: t("roundTrip"),
    width: "6rem",
    align: "end",
    from: 56,
    value: (finding) => finding.rtt_ms,
    cell: (finding) => (finding.rtt_ms === null ? known(null) : roundTrip(finding.rtt_ms)),
  },
];
