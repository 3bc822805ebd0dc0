import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, body } from "@/api/client";
import type { User } from "@/api/types";
import { AccountDrawer } from "@/features/access/AccountDrawer";
import { rolesQuery } from "@/features/access/roles";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Failure, Loaded } from "@/ui/states";
import { ListTable } from "@/ui/table/ListTable";
import { tellDone } from "@/ui/toast";
import { NewAccount } from "./NewAccount";
import { useMay } from "./session";
import { t } from "./texts";
import { userColumns } from "./userColumns";

/** Everybody who may log in, and every service account. */
export function UsersPage() {
  const queries = useQueryClient();
  const mayEdit = useMay("accounts:edit");
  const roles = useRoles();
  const users = useQuery({
    queryKey: ["users"],
    queryFn: () => body(api.GET("/api/v1/users", { params: { query: { limit: 1000, sort: "name" } } })),
  });
  const { mutate, mutateAsync, error } = useMutation({
    mutationFn: ({ id, ...parts }: { id: number; role?: string; enabled?: boolean }) =>
      body(api.PATCH("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, body: parts })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["users"] }),
  });
  const [showing, setShowing] = useState<User | null>(null);
  const columns = useMemo(() => {
    const change = (user: User, parts: { role?: string; enabled?: boolean }, said: string) => {
      const before = parts.role === undefined ? { enabled: user.enabled } : { role: user.role };
      const back = () => mutateAsync({ id: user.id, ...before });
      mutate({ id: user.id, ...parts }, { onSuccess: () => tellDone(said, undefined, back) });
    };
    return userColumns({ roles: mayEdit ? roles : undefined, change, show: setShowing });
  }, [mayEdit, roles, mutate, mutateAsync]);
  return (
    <Page title={t("users")} lead={t("people")}>
      {error && <Failure doing={t("accountWasNotChanged")} error={error} />}
      <Panel title={t("users")}>
        <Loaded query={users} what={t("usersLower")}>
          {(page) => (
            <ListTable
              tableId="users"
              label={t("users")}
              columns={columns}
              rows={page.items}
              keyOf={(user) => user.id}
              nameOf={(user) => user.name}
              onOpen={setShowing}
              search={t("searchUsers")}
              usualSort="name"
              height="auto"
              empty={<Empty title={t("nobody")} />}
            />
          )}
        </Loaded>
      </Panel>
      {mayEdit && <NewAccount roles={roles} />}
      {showing && <AccountDrawer user={showing} onClose={() => setShowing(null)} />}
    </Page>
  );
}

const NO_ROLES: string[] = [];

function useRoles(): string[] {
  const roles = useQuery(rolesQuery);
  return useMemo(() => roles.data?.roles.map((role) => role.name) ?? NO_ROLES, [roles.data]);
}
