/** The columns of the device list. */
import type { Device } from "@/api/types";
import { NOT_KNOWN, duration, product, words, systemName, sentence } from "@/lib/format";
import { identitySaid } from "@/lib/identitySaid";
import { Age } from "@/ui/Moment";
import { PlainLink } from "@/ui/PlainLink";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { Freshness } from "./Freshness";
import classes from "./Inventory.module.css";
import { t } from "./texts";

const known = (value: string | null | undefined) => value || <span className="faint">{NOT_KNOWN}</span>;

export const deviceColumns: readonly Column<Device>[] = [
  {
    id: "state",
    value: (device) => device.state,
    head: t("state"),
    width: "7.25rem",
    narrow: "6.9rem",
    sort: "state",
    cell: (device) =>
      device.enabled ? (
        <span title={sentence(device.state_reason) || undefined}>
          <Status code={device.state} />
        </span>
      ) : (
        <Status code="disabled" label={t("paused")} />
      ),
  },
  {
    id: "name",
    value: (device) => device.name,
    head: t("name"),
    width: "minmax(8rem, 1.6fr)",
    narrow: "minmax(5rem, 1fr)",
    sort: "name",
    cell: (device) => (
      <PlainLink href={`/devices/${device.id}`} className={classes.name} title={device.name} tabIndex={-1}>
        {device.name}
      </PlainLink>
    ),
  },
  {
    id: "address",
    value: (device) => device.address,
    head: t("address"),
    width: "minmax(7.5rem, 1fr)",
    sort: "address",
    from: 40,
    cell: (device) => <span className="mono">{device.address}</span>,
  },
  {
    id: "site",
    value: (device) => device.site?.name,
    head: t("site"),
    width: "minmax(5rem, 0.9fr)",
    from: 52,
    cell: (device) => known(device.site?.name),
  },
  {
    id: "platform",
    value: (device) => product(device.vendor, device.model) || device.platform,
    head: t("vendorAndModel"),
    width: "minmax(8rem, 1.4fr)",
    sort: "model",
    from: 60,
    cell: (device) => known(product(device.vendor, device.model) || device.platform),
  },
  {
    id: "os",
    value: (device) => systemName(device.os, device.os_version),
    head: t("system"),
    width: "minmax(6rem, 1fr)",
    from: 76,
    cell: (device) => known(systemName(device.os, device.os_version)),
  },
  {
    id: "identity",
    value: (device) => device.identity_state,
    head: t("identity"),
    width: "8rem",
    from: 68,
    cell: (device) => (
      <span title={device.identity_reason ? identitySaid(device.identity_reason) : undefined}>
        <Status
          code={device.identity_state}
          label={device.identity_state === "mismatch" ? t("otherIdentity") : words(device.identity_state)}
        />
      </span>
    ),
  },
  {
    id: "interfaces",
    value: (device) => device.interface_count,
    head: t("ports"),
    width: "4rem",
    align: "end",
    sort: "interface_count",
    from: 72,
    cell: (device) => device.interface_count || known(null),
  },
  {
    id: "uptime",
    value: (device) => device.uptime_s,
    head: t("uptime"),
    width: "6rem",
    align: "end",
    from: 84,
    cell: (device) => known(device.uptime_s === null ? null : duration(device.uptime_s)),
  },
  {
    id: "since",
    value: (device) => device.state_since,
    head: t("inStateSince"),
    width: "7rem",
    align: "end",
    sort: "state_since",
    from: 92,
    cell: (device) => <Age at={device.state_since} everySeconds={5} />,
  },
  {
    id: "fresh",
    value: (device) => device.last_ok_at,
    head: t("lastAnswer"),
    width: "7.5rem",
    narrow: "4.9rem",
    align: "end",
    sort: "last_ok_at",
    cell: (device) => <Freshness device={device} />,
  },
];
