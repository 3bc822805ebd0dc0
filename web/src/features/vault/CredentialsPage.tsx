import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Credential } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Age } from "@/ui/Moment";
import { Confirm } from "@/ui/Confirm";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import { tellDone } from "@/ui/toast";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { CredentialDetails } from "./CredentialDetails";
import { CredentialForm } from "./CredentialForm";
import { credentialsQuery, useDeleteCredential } from "./credentials";
import { HostKeys } from "./HostKeys";
import { KIND_LABEL, protection } from "./kinds";
import { t } from "./texts";

export function CredentialsPage() {
  const credentials = useQuery(credentialsQuery);
  const mayEdit = useMay("credentials:edit");
  const [editing, setEditing] = useState<Credential | "new" | null>(null);
  const [showing, setShowing] = useState<Credential | null>(null);
  const [deleting, setDeleting] = useState<Credential | null>(null);
  const remove = useDeleteCredential();
  return (
    <Page
      title={t("credentials")}
      lead={t("whatOpensDevicesSecretsAre")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
            {t("addCredential")}
          </Button>
        )
      }
    >
      <Panel title={t("all")} flush>
        <Loaded query={credentials} what={t("credentials2")}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("noCredentialsYet")}>{t("addTheCommunityOrV3User")}</Empty>
            ) : (
              <SideScroll>
                <table className={tables.table}>
                  <thead>
                    <tr>
                      <th scope="col">{t("name")}</th>
                      <th scope="col">{t("kind")}</th>
                      <th scope="col">{t("user")}</th>
                      <th scope="col">{t("protection")}</th>
                      <th scope="col">{t("default")}</th>
                      <th scope="col">{t("expires")}</th>
                      <th scope="col">{t("changed2")}</th>
                      <th scope="col">
                        <span className="visually-hidden">{t("actions")}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((item) => (
                      <tr key={item.id}>
                        <td>{item.name}</td>
                        <td>{KIND_LABEL[item.kind]}</td>
                        <td className="mono">{item.user || <span className="faint">–</span>}</td>
                        <td>{protection(item)}</td>
                        <td>{item.is_default ? t("yes") : <span className="faint">{t("no")}</span>}</td>
                        <td>
                          <Expiry credential={item} />
                        </td>
                        <td>
                          <Age at={item.updated_at} everySeconds={5} />
                        </td>
                        <td className={tables.end}>
                          <Button
                            size="compact-xs"
                            variant="default"
                            mr={6}
                            aria-label={t("details", { item: item.name })}
                            onClick={() => setShowing(item)}
                          >
                            {t("open")}
                          </Button>
                          {mayEdit && (
                            <>
                              <Button
                                size="compact-xs"
                                variant="default"
                                mr={6}
                                aria-label={t("edit2", { item: item.name })}
                                onClick={() => setEditing(item)}
                              >
                                {t("edit3")}
                              </Button>
                              <Button
                                size="compact-xs"
                                variant="default"
                                aria-label={t("delete", { item: item.name })}
                                onClick={() => setDeleting(item)}
                              >
                                {t("delete2")}
                              </Button>
                            </>
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
      </Panel>
      <HostKeys />
      {showing && <CredentialDetails credential={showing} onClose={() => setShowing(null)} />}
      {editing && (
        <CredentialForm credential={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
      <Confirm
        open={deleting !== null}
        title={t("delete3", { deleting: deleting?.name ?? "" })}
        action={t("deleteCredential")}
        danger
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          remove.reset();
          setDeleting(null);
        }}
        onConfirm={() => {
          if (!deleting) return;
          remove.mutate(deleting.id, {
            onSuccess: () => {
              tellDone(t("deleted", { deleting: deleting.name }));
              setDeleting(null);
            },
          });
        }}
      >
        {t("itsSecretIsGoneForGood")}
      </Confirm>
    </Page>
  );
}

const TONES = { within_30_days: "warning", within_7_days: "bad", expired: "bad", fine: "good" } as const;

function Expiry({ credential }: { credential: Credential }) {
  const { expiry } = credential;
  if (expiry === "none") return <span className="faint">{t("never")}</span>;
  return <Status code={expiry} label={t(expiry)} tone={TONES[expiry]} />;
}
