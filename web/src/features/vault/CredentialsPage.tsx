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
import { tellDone } from "@/ui/toast";
import tables from "@/ui/table/plain.module.css";
import { CredentialForm } from "./CredentialForm";
import { credentialsQuery, useDeleteCredential } from "./credentials";
import { KIND_LABEL, protection } from "./kinds";

export function CredentialsPage() {
  const credentials = useQuery(credentialsQuery);
  const mayEdit = useMay("credentials:edit");
  const [editing, setEditing] = useState<Credential | "new" | null>(null);
  const [deleting, setDeleting] = useState<Credential | null>(null);
  const remove = useDeleteCredential();
  return (
    <Page
      title="Credentials"
      lead="What opens devices. Secrets are encrypted when they arrive, and never shown again."
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
            Add credential
          </Button>
        )
      }
    >
      <Panel title="SNMP" flush>
        <Loaded query={credentials} what="credentials">
          {(items) =>
            items.length === 0 ? (
              <Empty title="No credentials yet">
                Add the community or v3 user of your devices; discovery and polling need one.
              </Empty>
            ) : (
              <div className={tables.scroll}>
                <table className={tables.table}>
                  <thead>
                    <tr>
                      <th scope="col">Name</th>
                      <th scope="col">Kind</th>
                      <th scope="col">User</th>
                      <th scope="col">Protection</th>
                      <th scope="col">Default</th>
                      <th scope="col">Changed</th>
                      {mayEdit && (
                        <th scope="col">
                          <span className="visually-hidden">Actions</span>
                        </th>
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((item) => (
                      <tr key={item.id}>
                        <td>{item.name}</td>
                        <td>{KIND_LABEL[item.kind]}</td>
                        <td className="mono">{item.user || <span className="faint">–</span>}</td>
                        <td>{protection(item)}</td>
                        <td>{item.is_default ? "yes" : <span className="faint">no</span>}</td>
                        <td>
                          <Age at={item.updated_at} everySeconds={5} />
                        </td>
                        {mayEdit && (
                          <td className={tables.end}>
                            <Button
                              size="compact-xs"
                              variant="default"
                              mr={6}
                              aria-label={`Edit ${item.name}`}
                              onClick={() => setEditing(item)}
                            >
                              Edit
                            </Button>
                            <Button
                              size="compact-xs"
                              variant="default"
                              aria-label={`Delete ${item.name}`}
                              onClick={() => setDeleting(item)}
                            >
                              Delete
                            </Button>
                          </td>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }
        </Loaded>
      </Panel>
      {editing && (
        <CredentialForm credential={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
      <Confirm
        open={deleting !== null}
        title={`Delete ${deleting?.name ?? ""}?`}
        action="Delete credential"
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
              tellDone(`${deleting.name} deleted`);
              setDeleting(null);
            },
          });
        }}
      >
        Its secret is gone for good. A credential that devices still use is not deleted; the answer names
        them.
      </Confirm>
    </Page>
  );
}
