import { Button } from "@mantine/core";
import { Failure } from "@/ui/states";
import { Status } from "@/ui/Status";
import { type TriedProtocol, useLoginTrial } from "./credentials";
import { t } from "./texts";
import styles from "./Vault.module.css";

const HOST_KEYS = { new: "hostKey_new", known: "hostKey_known", changed: "hostKey_changed" } as const;
const LABELS = {
  ssh: "logInBySsh",
  netconf: "logInByNetconf",
  http: "logInByHttp",
  winrm: "logInByWinRm",
} as const;

/** Tries the login on the device itself; nothing is done there. */
export function LoginTrial({ deviceId, protocol }: { deviceId: number; protocol: TriedProtocol }) {
  const login = useLoginTrial(deviceId, protocol);
  const said = login.data;
  const good = said?.outcome === "ok";
  return (
    <div className={styles.login}>
      <Button size="compact-sm" variant="default" loading={login.isPending} onClick={() => login.mutate()}>
        {t(LABELS[protocol])}
      </Button>
      <div role="status">
        {said && (
          <>
            <Status
              code={said.outcome}
              label={good ? t("loggedIn") : t("notLoggedIn")}
              tone={good ? "good" : "bad"}
            />
            <p>{said.message}</p>
            {said.host_key && <p className="dim">{t(HOST_KEYS[said.host_key])}</p>}
            {said.fingerprint && <p className="mono dim">{said.fingerprint}</p>}
          </>
        )}
      </div>
      {login.error && <Failure doing={t("notTried")} error={login.error} />}
    </div>
  );
}
