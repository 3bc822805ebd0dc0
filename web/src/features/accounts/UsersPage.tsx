import { Button, Checkbox, PasswordInput, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, body } from "@/api/client";
import type { User } from "@/api/types";
import { AccountDrawer } from "@/features/access/AccountDrawer";
import { rolesQuery } from "@/features/access/roles";
import { words } from "@/lib/format";
import { ActionButton } from "@/ui/ActionButton";
import { Age } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Failure, Loaded } from "@/ui/states";
import forms from "@/ui/forms.module.css";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { useMay } from "./session";
import { t } from "./texts";

/** Everybody who may log in, and every service account. */
export function UsersPage() {
  const queries = useQueryClient();
  const mayEdit = useMay("accounts:edit");
  const roles = useRoles();
  const users = useQuery({
    queryKey: ["users"],
    queryFn: () => body(api.GET("/api/v1/users", { params: { query: { limit: 1000, sort: "name" } } })),
  });
  const change = useMutation({
    mutationFn: ({ id, ...parts }: { id: number; role?: string; enabled?: boolean }) =>
      body(api.PATCH("/api/v1/users/{user_id}", { params: { path: { user_id: id } }, body: parts })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["users"] }),
  });
  const [showing, setShowing] = useState<User | null>(null);
  return (
    <Page title={t("users")} lead={t("people")}>
      {change.error && <Failure doing={t("accountWasNotChanged")} error={change.error} />}
      <Panel title={t("users")} flush>
        <Loaded query={users} what={t("usersLower")}>
          {(page) => (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("name")}</th>
                    <th scope="col">{t("role")}</th>
                    <th scope="col">{t("origin")}</th>
                    <th scope="col">{t("secondFactor")}</th>
                    <th scope="col">{t("lastLogin")}</th>
                    <th scope="col">{t("state")}</th>
                    <th scope="col" aria-label={t("details")} />
                  </tr>
                </thead>
                <tbody>
                  {page.items.map((user) => (
                    <tr key={user.id}>
                      <td title={user.display_name}>{user.name}</td>
                      <td title={user.role_note}>
                        {mayEdit ? (
                          <Select
                            aria-label={`${t("role")}: ${user.name}`}
                            size="xs"
                            allowDeselect={false}
                            data={roles}
                            value={user.role}
                            onChange={(role) => role && change.mutate({ id: user.id, role })}
                          />
                        ) : (
                          words(user.role)
                        )}
                      </td>
                      <td>
                        {user.kind === "service" ? words(user.kind) : words(user.origin)}
                        {user.break_glass && `, ${t("breakGlass")}`}
                      </td>
                      <td>{user.second_factor ? t("yes") : t("no")}</td>
                      <td>{user.last_login_at ? <Age at={user.last_login_at} /> : t("never")}</td>
                      <td>
                        {user.enabled ? t("enabled") : t("disabled")}
                        {mayEdit && (
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            onClick={() => change.mutate({ id: user.id, enabled: !user.enabled })}
                          >
                            {user.enabled ? t("disable") : t("enable")}
                          </Button>
                        )}
                      </td>
                      <td>
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={t("detailsOf", { name: user.name })}
                          onClick={() => setShowing(user)}
                        >
                          {t("details")}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </SideScroll>
          )}
        </Loaded>
      </Panel>
      {mayEdit && <NewAccount roles={roles} />}
      {showing && <AccountDrawer user={showing} onClose={() => setShowing(null)} />}
    </Page>
  );
}

function useRoles(): string[] {
  const roles = useQuery(rolesQuery);
  return roles.data?.roles.map((role) => role.name) ?? [];
}

function NewAccount({ roles }: { roles: string[] }) {
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState("viewer");
  const [service, setService] = useState(false);
  const [password, setPassword] = useState("");
  const add = useMutation({
    mutationFn: () =>
      body(
        api.POST("/api/v1/users", {
          body: service ? { name, role, kind: "service" } : { name, role, kind: "person", password },
        }),
      ),
    onSuccess: () => {
      setName("");
      setPassword("");
      return queries.invalidateQueries({ queryKey: ["users"] });
    },
  });
  function submit(event: SubmitEvent) {
    event.preventDefault();
    add.mutate();
  }
  return (
    <Panel title={t("addAccount")}>
      <form className={forms.form} onSubmit={submit} style={{ maxWidth: "28rem" }}>
        <TextInput
          label={t("name")}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t("role")}
          data={roles}
          allowDeselect={false}
          value={role}
          onChange={(value) => value && setRole(value)}
        />
        <Checkbox
          label={t("service")}
          checked={service}
          onChange={(event) => setService(event.currentTarget.checked)}
        />
        {!service && (
          <PasswordInput
            label={t("firstPassword")}
            autoComplete="new-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        {add.error && <Failure doing={t("accountWasNotAdded")} error={add.error} />}
        <div className={forms.buttons}>
          <ActionButton type="submit" why={!name && t("nameFirst")} loading={add.isPending}>
            {t("add")}
          </ActionButton>
        </div>
      </form>
    </Panel>
  );
}
