import type { ReactNode } from "react";
import type { Device } from "@/api/types";
import { duration, NOT_KNOWN, words, systemName, sentence } from "@/lib/format";
import { identitySaid } from "@/lib/identitySaid";
import { Age, Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import { Freshness } from "./Freshness";
import classes from "./Device.module.css";
import { t } from "./texts";

/** What is known of the device, and how. */
export function DeviceFacts({ device }: { device: Device }) {
  return (
    <Panel title={t("facts")}>
      <dl className={classes.facts}>
        <Fact name={t("state")}>
          <Status code={device.state} /> <Since at={device.state_since} />
          {device.state_reason && <p className={classes.how}>{sentence(device.state_reason)}</p>}
        </Fact>
        <Fact name={t("lastAnswer")}>
          <Freshness device={device} />
          <p className={classes.how}>
            {t("asked")} <Age at={device.last_polled_at} />
            {device.last_outcome && t("outcome", { last_outcome: words(device.last_outcome) })}
          </p>
        </Fact>
        <Fact name={t("identity")}>
          <Status
            code={device.identity_state}
            label={device.identity_state === "mismatch" ? t("otherIdentity") : undefined}
          />
          <p className={classes.how}>{howKnown(device)}</p>
        </Fact>
        <Text name={t("systemName")} value={device.sysname} mono />
        <Text name={t("serial")} value={device.serial} mono />
        <Text name={t("vendor")} value={device.vendor} />
        <Text name={t("model")} value={device.model} />
        <Text name={t("system")} value={systemName(device.os, device.os_version)} />
        <Text name={t("platform")} value={device.platform} />
        <Text name={t("uptime")} value={device.uptime_s === null ? "" : duration(device.uptime_s)} />
        <Text name="SNMP" value={t("port", { address: device.address, snmp_port: device.snmp_port })} mono />
        <Text
          name={t("interval")}
          value={device.interval_s === null ? t("theDefaultInterval") : duration(device.interval_s)}
        />
        <Text name={t("site")} value={device.site?.name ?? ""} />
        <Fact name={t("tags")}>
          {device.tags.length === 0 ? (
            <span className="faint">{t("none")}</span>
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
        <Fact name={t("watchedSince")}>
          <Moment at={device.created_at} />
        </Fact>
      </dl>
    </Panel>
  );
}

function howKnown(device: Device): string {
  if (device.identity_reason) return identitySaid(device.identity_reason);
  if (device.identity_state === "verified") return t("systemNameAndSerialAgreeWith");
  if (device.identity_state === "unverified") return t("itHasNotYetSaidWho");
  return t("anotherSystemNameOrSerialAnswered");
}

function Since({ at }: { at: string | null }) {
  if (at === null) return null;
  return (
    <span className="faint">
      {t("since")} <Age at={at} everySeconds={5} />
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
