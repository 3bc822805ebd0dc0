import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Confirm } from "@/ui/Confirm";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { PermissionMatrix } from "./PermissionMatrix";
import { RoleForm } from "./RoleForm";
import { rolesQuery, useDeleteRole } from "./roles";
import { t } from "./texts";

/** Every role beside every permission; own roles are made, changed and removed here. */
export function RolesPage() {
  const mayEdit = useMay("accounts:edit");
  const roles = useQuery(rolesQuery);
  const [editing, setEditing] = useState<Role | "new" | null>(null);
  const [removing, setRemoving] = useState<Role | null>(null);
  const remove = useDeleteRole();
  return (
    <Page
      title={t("roles")}
      lead={t("lead")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
            {t("addRole")}
          </Button>
        )
      }
    >
      <Panel title={t("matrix")} flush>
        <Loaded query={roles} what={t("rolesLower")}>
          {(found) => (
            <>
              <PermissionMatrix
                roles={found.roles}
                permissions={found.permissions}
                onChange={mayEdit ? setEditing : undefined}
                onRemove={mayEdit ? setRemoving : undefined}
              />
              {editing && (
                <RoleForm
                  role={editing === "new" ? null : editing}
                  roles={found.roles}
                  permissions={found.permissions}
                  onClose={() => setEditing(null)}
                />
              )}
            </>
          )}
        </Loaded>
      </Panel>
      {removing && (
        <Confirm
          open
          danger
          title={t("removeRole", { role: removing.name })}
          action={t("remove")}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(removing.name, { onSuccess: () => setRemoving(null) })}
          onClose={() => {
            remove.reset();
            setRemoving(null);
          }}
        >
          {t("removeQuestion", { role: removing.name })}
        </Confirm>
      )}
    </Page>
  );
}
