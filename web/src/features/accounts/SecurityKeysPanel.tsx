import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, body, setCsrfToken } from "@/api/client";
import { keysWork, makeKey } from "@/api/securityKeys";
import type { SecurityKey } from "@/api/types";
import { Age, Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Failure, Loaded } from "@/ui/states";
import forms from "@/ui/forms.module.css";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { factorQuery, securityKeysQuery, useFactorChanged } from "./factors";
import { ProofFields, useProof } from "./Proof";
import { RecoveryCodes } from "./RecoveryCodes";
import { t } from "./texts";

/** One's own security keys: listed, added, revoked. */
export function SecurityKeysPanel() {
  const found = useQuery(securityKeysQuery);
  const [revoking, setRevoking] = useState<SecurityKey | null>(null);
  return (
    <Panel title={t("securityKeys")}>
      <Loaded query={found} what={t("securityKeysLower")}>
        {({ offered, keys }) => (
          <>
            {keys.length === 0 ? (
              <Empty title={t("noSecurityKeys")}>{t("noSecurityKeysHint")}</Empty>
            ) : (
              <KeyTable keys={keys} onRevoke={setRevoking} />
            )}
            {!offered && <p className="dim">{t("securityKeysOff")}</p>}
            {offered && !keysWork() && <p className="dim">{t("securityKeysNotHere")}</p>}
            {((offered && keysWork()) || revoking) && (
              <KeyForm key={revoking?.id ?? 0} revoking={revoking} onEnd={() => setRevoking(null)} />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function KeyTable({ keys, onRevoke }: { keys: SecurityKey[]; onRevoke: (key: SecurityKey) => void }) {
  return (
    <SideScroll>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("added")}</th>
            <th scope="col">{t("lastUsed")}</th>
            <th scope="col" aria-label={t("revoke")} />
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <td>{key.name}</td>
              <td>
                <Moment at={key.created_at} />
              </td>
              <td>{key.last_used_at ? <Age at={key.last_used_at} /> : t("never")}</td>
              <td>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t("revokeKey", { name: key.name })}
                  onClick={() => onRevoke(key)}
                >
                  {t("revoke")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

/** Adds a key, or revokes the one that was chosen; both after a proof of who sits there. */
function KeyForm({ revoking, onEnd }: { revoking: SecurityKey | null; onEnd: () => void }) {
  const { data: factor } = useQuery(factorQuery);
  const changed = useFactorChanged();
  const proof = useProof();
  const [name, setName] = useState("");
  const [codes, setCodes] = useState<string[]>([]);
  const change = useMutation({
    mutationFn: () => (revoking ? revoke(revoking.id) : add()),
    onSuccess: (made) => {
      if (made) {
        setCsrfToken(made.csrf_token);
        setCodes(made.codes);
      }
      setName("");
      proof.clear();
      changed();
      onEnd();
    },
  });
  async function add() {
    const { options } = await proof.send((given) =>
      body(api.POST("/api/v1/session/security-keys", { body: given })),
    );
    const credential = await makeKey(options);
    return body(api.POST("/api/v1/session/security-keys/confirmation", { body: { name, credential } }));
  }
  async function revoke(id: number) {
    await proof.send((given) =>
      api.DELETE("/api/v1/session/security-keys/{key_id}", { params: { path: { key_id: id } }, body: given }),
    );
    return null;
  }
  function submit(event: SubmitEvent) {
    event.preventDefault();
    change.mutate();
  }
  return (
    <form className={forms.form} onSubmit={submit} style={{ maxWidth: "28rem" }}>
      {codes.length > 0 && <RecoveryCodes codes={codes} onDone={() => setCodes([])} />}
      {!revoking && (
        <TextInput
          label={t("keyName")}
          required
          maxLength={64}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <ProofFields
        proof={proof}
        factor={factor?.enabled ?? false}
        keys={(factor?.security_keys ?? 0) > 0 && keysWork()}
      />
      {change.error && <Failure doing={t("failedKey")} error={change.error} />}
      <div className={forms.buttons}>
        {revoking && (
          <Button variant="default" onClick={onEnd}>
            {t("keepKey")}
          </Button>
        )}
        <Button type="submit" loading={change.isPending}>
          {revoking ? t("revokeKey", { name: revoking.name }) : t("addKey")}
        </Button>
      </div>
    </form>
  );
}
