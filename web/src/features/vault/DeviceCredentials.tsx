import { useQuery } from "@tanstack/react-query";
import type { CredentialCandidate } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import { whyQuery } from "./credentials";
import { LoginTrial } from "./LoginTrial";
import { t } from "./texts";
import styles from "./Vault.module.css";

const TONES = { worked: "good", untried: "unknown", paused: "warning", held: "bad", due: "info" } as const;

const TITLES = {
  ssh: "sshCredentials",
  netconf: "netconfCredentials",
  http: "httpCredentials",
  winrm: "winrmCredentials",
} as const;

type LoginProtocol = keyof typeof TITLES;
type Standing = keyof typeof TONES;

const isStanding = (code: string): code is Standing => code in TONES;

/** Why this one: what a device may be opened with, in the order of trying. Nothing for who may not see credentials. */
export function DeviceCredentials({ deviceId }: { deviceId: number }) {
  return useMay("credentials:view") ? (
    <>
      <SnmpCredentials deviceId={deviceId} />
      {(["ssh", "netconf", "http", "winrm"] as const).map((protocol) => (
        <LoginCredentials key={protocol} deviceId={deviceId} protocol={protocol} />
      ))}
    </>
  ) : null;
}

function SnmpCredentials({ deviceId }: { deviceId: number }) {
  const why = useQuery(whyQuery(deviceId, "snmp"));
  return (
    <Panel title={t("whyThisOne")}>
      <Loaded query={why} what={t("whyThisOne")} rows={2}>
        {(found) => (found.length === 0 ? <Empty title={t("whyEmpty")} /> : <Tried found={found} />)}
      </Loaded>
    </Panel>
  );
}

/** Only for a device that is given some: most are watched by SNMP alone. */
function LoginCredentials({ deviceId, protocol }: { deviceId: number; protocol: LoginProtocol }) {
  const why = useQuery(whyQuery(deviceId, protocol));
  const mayTry = useMay("credentials:edit");
  if (!why.data?.length) return null;
  return (
    <Panel title={t(TITLES[protocol])}>
      <Tried found={why.data} />
      {mayTry && <LoginTrial deviceId={deviceId} protocol={protocol} />}
    </Panel>
  );
}

function Tried({ found }: { found: CredentialCandidate[] }) {
  return (
    <ol className={styles.tried}>
      {found.map((one) => (
        <li key={one.credential_id}>
          <div>
            {one.chosen ? <strong>{one.name}</strong> : one.name}
            {one.chosen && <span className="dim"> · {t("used")}</span>}
            <div className="dim">{t(`from_${one.level}`, { named: one.named })}</div>
          </div>
          <div>
            {isStanding(one.standing) ? (
              <Status code={one.standing} label={t(`standing_${one.standing}`)} tone={TONES[one.standing]} />
            ) : (
              one.standing
            )}
            <div className="dim">
              <Moment at={one.last_ok_at} />
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
