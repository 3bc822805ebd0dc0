import { Button, Drawer, MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import type { AccountScope, User } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { Choice } from "@/ui/Choice";
import forms from "@/ui/forms.module.css";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Failure, Loaded } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import classes from "./Access.module.css";
import { scopeQuery, useEndSessions, userSessionsQuery, useSetScope } from "./roles";
import { t } from "./texts";

/** How far one account sees, and where it is logged in. */
export function AccountDrawer({ user, onClose }: { user: User; onClose: () => void }) {
  const scope = useQuery(scopeQuery(user.id));
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={user.name}>
      <div className={classes.details}>
        <Panel title={t("scope")}>
          <Loaded query={scope} what={t("scopeLower")} rows={3}>
            {(found) => <ScopeForm userId={user.id} scope={found} />}
          </Loaded>
        </Panel>
        <Sessions userId={user.id} />
      </div>
    </Drawer>
  );
}

function ScopeForm({ userId, scope }: { userId: number; scope: AccountScope }) {
  const mayEdit = useMay("accounts:edit");
  const [everything, setEverything] = useState(scope.everything);
  const [chosenSites, setSites] = useState((scope.sites ?? []).map(String));
  const [chosenPools, setPools] = useState((scope.pools ?? []).map(String));
  const sites = useQuery(sitesQuery);
  const pools = useQuery(poolsQuery);
  const save = useSetScope(userId);
  const options = (items: readonly { id: number; name: string }[] | undefined) =>
    (items ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  function submit(event: SubmitEvent) {
    event.preventDefault();
    save.mutate(
      everything
        ? { everything, sites: [], pools: [] }
        : { everything, sites: chosenSites.map(Number), pools: chosenPools.map(Number) },
    );
  }
  return (
    <form className={forms.form} onSubmit={submit}>
      <Choice
        label={t("scope")}
        hideLabel
        description={t("scopeHint")}
        value={everything ? "everything" : "some"}
        options={[
          { value: "everything", label: t("everything") },
          { value: "some", label: t("onlySome") },
        ]}
        onChange={(value) => setEverything(value === "everything")}
      />
      {!everything && (
        <>
          <MultiSelect
            label={t("sites")}
            data={options(sites.data)}
            value={chosenSites}
            onChange={setSites}
            disabled={!mayEdit}
            searchable
          />
          <MultiSelect
            label={t("pools")}
            data={options(pools.data)}
            value={chosenPools}
            onChange={setPools}
            disabled={!mayEdit}
            searchable
          />
          {chosenSites.length + chosenPools.length === 0 && <p className={forms.note}>{t("scopeEmpty")}</p>}
        </>
      )}
      {save.error && <Failure doing={t("scopeNotSaved")} error={save.error} />}
      {mayEdit && (
        <div className={forms.buttons}>
          {save.isSuccess && <span role="status">{t("scopeSaved")}</span>}
          <Button type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </div>
      )}
    </form>
  );
}

function Sessions({ userId }: { userId: number }) {
  const mayEdit = useMay("accounts:edit");
  const sessions = useQuery(userSessionsQuery(userId));
  const end = useEndSessions(userId);
  const endAll = mayEdit && sessions.data && sessions.data.length > 0 && (
    <Button size="compact-sm" variant="default" onClick={() => end.mutate(null)}>
      {t("endAll")}
    </Button>
  );
  return (
    <Panel title={t("sessions")} actions={endAll} flush>
      <Loaded query={sessions} what={t("sessionsLower")} rows={2}>
        {(found) =>
          found.length === 0 ? (
            <p className={classes.nothing}>{t("noSessions")}</p>
          ) : (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("browser")}</th>
                    <th scope="col">{t("address")}</th>
                    <th scope="col">{t("lastUsed")}</th>
                    <th scope="col" aria-label={t("end")} />
                  </tr>
                </thead>
                <tbody>
                  {found.map((login) => (
                    <tr key={login.id}>
                      <td className="truncate" style={{ maxWidth: "14rem" }} title={login.user_agent}>
                        {login.user_agent}
                      </td>
                      <td className="mono">{login.address}</td>
                      <td>
                        <Age at={login.last_seen_at} />
                      </td>
                      <td>
                        {mayEdit && (
                          <Button size="compact-sm" variant="subtle" onClick={() => end.mutate(login.id)}>
                            {t("end")}
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
    </Panel>
  );
}
