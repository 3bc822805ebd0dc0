import { Button, MultiSelect, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { api, body } from "@/api/client";
import { ActionButton } from "@/ui/ActionButton";
import { Age, Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Failure, Loaded } from "@/ui/states";
import forms from "@/ui/forms.module.css";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { useSession } from "./session";
import { t } from "./texts";

const DEFAULT_DAYS = 90;

/** One's own API keys, and a form for another. */
export function KeysPanel() {
  const queries = useQueryClient();
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: () => body(api.GET("/api/v1/api-keys")) });
  const revoke = useMutation({
    mutationFn: (id: number) => api.DELETE("/api/v1/api-keys/{key_id}", { params: { path: { key_id: id } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["api-keys"] }),
  });
  return (
    <Panel title={t("apiKeys")}>
      <Loaded query={keys} what={t("keysLower")}>
        {(found) =>
          found.length === 0 ? (
            <Empty title={t("noKeys")}>{t("keysAreForPrograms")}</Empty>
          ) : (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("name")}</th>
                    <th scope="col">{t("prefix")}</th>
                    <th scope="col">{t("scopes")}</th>
                    <th scope="col">{t("expires")}</th>
                    <th scope="col">{t("lastUsed")}</th>
                    <th scope="col" aria-label={t("revoke")} />
                  </tr>
                </thead>
                <tbody>
                  {found.map((key) => (
                    <tr key={key.id}>
                      <td>{key.name}</td>
                      <td className="mono">{`wk_${key.prefix}`}</td>
                      <td>{key.scopes.join(", ")}</td>
                      <td>{key.expires_at ? <Moment at={key.expires_at} /> : t("never")}</td>
                      <td>{key.last_used_at ? <Age at={key.last_used_at} /> : t("never")}</td>
                      <td>
                        {key.revoked_at ? (
                          t("revoked")
                        ) : (
                          <Button size="compact-sm" variant="subtle" onClick={() => revoke.mutate(key.id)}>
                            {t("revoke")}
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
      <NewKey />
    </Panel>
  );
}

function NewKey() {
  const queries = useQueryClient();
  const { user } = useSession();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState(DEFAULT_DAYS);
  const make = useMutation({
    mutationFn: () => body(api.POST("/api/v1/api-keys", { body: { name, scopes, expires_in_days: days } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["api-keys"] }),
  });
  function submit(event: SubmitEvent) {
    event.preventDefault();
    make.mutate();
  }
  return (
    <form className={forms.form} onSubmit={submit} style={{ maxWidth: "28rem" }}>
      <TextInput
        label={t("name")}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <MultiSelect
        label={t("scopes")}
        required
        searchable
        data={user.permissions}
        value={scopes}
        onChange={setScopes}
      />
      <NumberInput
        label={t("days")}
        min={1}
        max={366}
        value={days}
        onChange={(value) => setDays(Number(value) || DEFAULT_DAYS)}
      />
      {make.error && <Failure doing={t("keyWasNotMade")} error={make.error} />}
      {make.data && (
        <div role="status">
          <p>{t("keyShownOnce")}</p>
          <pre className="mono">{make.data.key}</pre>
        </div>
      )}
      <div className={forms.buttons}>
        <ActionButton
          type="submit"
          why={(!name || scopes.length === 0) && t("nameAndScopeFirst")}
          loading={make.isPending}
        >
          {t("newKey")}
        </ActionButton>
      </div>
    </form>
  );
}
