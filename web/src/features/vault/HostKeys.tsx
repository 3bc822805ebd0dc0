import { Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, body } from "@/api/client";
import type { HostKey } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Age, Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Failure, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import forms from "@/ui/forms.module.css";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { hostKeysQuery } from "./credentials";
import { t } from "./texts";
import classes from "./Vault.module.css";

/** The keys that SSH servers are known by; one that shows another is held off until somebody accepts it. */
export function HostKeys() {
  const keys = useQuery(hostKeysQuery);
  const mayEdit = useMay("credentials:edit");
  const [deciding, setDeciding] = useState<HostKey | null>(null);
  return (
    <Panel title={t("hostKeys")} flush>
      <Loaded query={keys} what={t("hostKeysLower")} rows={2}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t("noHostKeys")}>{t("noHostKeysHint")}</Empty>
          ) : (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("server")}</th>
                    <th scope="col">{t("knownBy")}</th>
                    <th scope="col">{t("state")}</th>
                    <th scope="col">{t("lastSeen")}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t("actions")}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {found.map((key) => (
                    <tr key={key.id}>
                      <td className="mono">{`${key.host}:${key.port}`}</td>
                      <td className="mono">{key.fingerprint}</td>
                      <td>
                        {key.offered_fingerprint ? (
                          <Status code="changed" tone="bad" label={t("keyChanged")} />
                        ) : (
                          <Status code="known" tone="good" label={t("keyKnown")} />
                        )}
                      </td>
                      <td>
                        <Age at={key.last_seen_at} />
                      </td>
                      <td className={tables.end}>
                        {key.offered_fingerprint && mayEdit && (
                          <Button size="compact-xs" variant="default" onClick={() => setDeciding(key)}>
                            {t("decide")}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </SideScroll>
          )
        }
      </Loaded>
      {deciding && <Decision hostKey={deciding} onClose={() => setDeciding(null)} />}
    </Panel>
  );
}

function Decision({ hostKey, onClose }: { hostKey: HostKey; onClose: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const accept = useMutation({
    mutationFn: () =>
      body(
        api.POST("/api/v1/host-keys/{key_id}/accept", {
          params: { path: { key_id: hostKey.id } },
          body: { reason },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: hostKeysQuery.queryKey });
      onClose();
    },
  });
  function submit(event: SubmitEvent) {
    event.preventDefault();
    accept.mutate();
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("keyOf", { server: `${hostKey.host}:${hostKey.port}` })}
    >
      <form className={forms.form} onSubmit={submit}>
        <p>{t("keyChangedLead")}</p>
        <dl className={classes.secrets}>
          <div>
            <dt>{t("knownBy")}</dt>
            <dd className="mono">{hostKey.fingerprint}</dd>
          </div>
          <div>
            <dt>{t("shows")}</dt>
            <dd className="mono">{hostKey.offered_fingerprint}</dd>
          </div>
          <div>
            <dt>{t("shownAt")}</dt>
            <dd>{hostKey.offered_at && <Moment at={hostKey.offered_at} />}</dd>
          </div>
        </dl>
        <TextInput
          label={t("whyAccept")}
          required
          minLength={4}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {accept.error && <Failure doing={t("notAccepted")} error={accept.error} />}
        <div className={forms.buttons}>
          <Button variant="default" onClick={onClose}>
            {t("leaveIt")}
          </Button>
          <Button type="submit" loading={accept.isPending}>
            {t("acceptKey")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
