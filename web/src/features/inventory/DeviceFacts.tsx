import type { ReactNode } from "react";
import type { Device } from "@/api/types";
import { duration, NOT_KNOWN, words, systemName, sentence } from "@/lib/format";
import { Age, Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import { Freshness } from "./Freshness";
import classes from "./Device.module.css";

/** What is known of the device, and how. */
export function DeviceFacts({ device }: { device: Device }) {
  return (
    <Panel title="Facts">
      <dl className={classes.facts}>
        <Fact name="State">
          <Status code={device.state} /> <Since at={device.state_since} />
          {device.state_reason && <p className={classes.how}>{sentence(device.state_reason)}</p>}
        </Fact>
        <Fact name="Last answer">
          <Freshness device={device} />
          <p className={classes.how}>
            Asked <Age at={device.last_polled_at} />
            {device.last_outcome && `, outcome ${words(device.last_outcome)}`}
          </p>
        </Fact>
        <Fact name="Identity">
          <Status
            code={device.identity_state}
            label={device.identity_state === "mismatch" ? "Other identity" : undefined}
          />
          <p className={classes.how}>{howKnown(device)}</p>
        </Fact>
        <Text name="System name" value={device.sysname} mono />
        <Text name="Serial" value={device.serial} mono />
        <Text name="Vendor" value={device.vendor} />
        <Text name="Model" value={device.model} />
        <Text name="System" value={systemName(device.os, device.os_version)} />
        <Text name="Platform" value={device.platform} />
        <Text name="Uptime" value={device.uptime_s === null ? "" : duration(device.uptime_s)} />
        <Text name="SNMP" value={`${device.address} port ${device.snmp_port}`} mono />
        <Text
          name="Interval"
          value={device.interval_s === null ? "the default" : duration(device.interval_s)}
        />
        <Text name="Site" value={device.site?.name ?? ""} />
        <Fact name="Tags">
          {device.tags.length === 0 ? (
            <span className="faint">none</span>
          ) : (
            <span className={classes.tags}>
              {device.tags.map((tag) => (
                <span key={tag} className={classes.tag}>
                  {tag}
                </span>
              ))}
            </span>
          )}
        </Fact>
        <Fact name="Watched since">
          <Moment at={device.created_at} />
        </Fact>
      </dl>
    </Panel>
  );
}

function howKnown(device: Device): string {
  if (device.identity_reason) return sentence(device.identity_reason);
  if (device.identity_state === "verified") return "System name and serial agree with what was recorded.";
  if (device.identity_state === "unverified")
    return "It has not yet said who it is in a way that can be checked.";
  return "Another system name or serial answered.";
}

function Since({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <span className="faint">
      since <Age at={at} everySeconds={5} />
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Text({ name, value, mono = false }: { name: string; value: string; mono?: boolean }) {
  return (
    <Fact name={name}>
      {value ? (
        <span className={mono ? "mono" : undefined}>{value}</span>
      ) : (
        <span className="faint">{NOT_KNOWN}</span>
      )}
    </Fact>
  );
}
