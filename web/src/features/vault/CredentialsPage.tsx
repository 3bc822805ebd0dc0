import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Credential } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Confirm } from "@/ui/Confirm";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { ListTable } from "@/ui/table/ListTable";
import { tellDone } from "@/ui/toast";
import { credentialColumns } from "./credentialColumns";
import { CredentialDetails } from "./CredentialDetails";
import { CredentialForm } from "./CredentialForm";
import { credentialsQuery, useDeleteCredential } from "./credentials";
import { HostKeys } from "./HostKeys";
import { t } from "./texts";

export function CredentialsPage() {
  const credentials = useQuery(credentialsQuery);
  const mayEdit = useMay("credentials:edit");
  const [editing, setEditing] = useState<Credential | "new" | null>(null);
  const [showing, setShowing] = useState<Credential | null>(null);
  const [deleting, setDeleting] = useState<Credential | null>(null);
  const remove = useDeleteCredential();
  const columns = useMemo(
    () => credentialColumns(setShowing, mayEdit ? { edit: setEditing, remove: setDeleting } : null),
    [mayEdit],
  );
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
      <Panel title={t("all")}>
        <Loaded query={credentials} what={t("credentials2")}>
          {(items) => (
            <ListTable
              tableId="credentials"
              label={t("credentials")}
              columns={columns}
              rows={items}
              keyOf={(item) => item.id}
              search={t("search")}
              usualSort="name"
              height="auto"
              empty={<Empty title={t("noCredentialsYet")}>{t("addTheCommunityOrV3User")}</Empty>}
            />
          )}
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
