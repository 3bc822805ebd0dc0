import { Button, MultiSelect, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import type { ApiKey } from "@/api/types";
import { Confirm } from "@/ui/Confirm";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { Age, Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { tellDone } from "@/ui/toast";
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
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
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
                          <Button size="compact-sm" variant="subtle" onClick={() => setRevoking(key)}>
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
      {revoking && (
        <Confirm
          open
          title={t("keyQuestion", { name: revoking.name })}
          action={t("revoke")}
          danger
          busy={revoke.isPending}
          error={revoke.error}
          consequences={[t("keyRefused", { prefix: revoking.prefix }), t("keyGone")]}
          onClose={() => setRevoking(null)}
          onConfirm={() =>
            revoke.mutate(revoking.id, {
              onSuccess: () => {
                tellDone(t("keyRevoked", { name: revoking.name }));
                setRevoking(null);
              },
            })
          }
        />
      )}
    </Panel>
  );
}

interface KeyValues {
  name: string;
  scopes: string[];
  expires_in_days: number;
}

const INITIAL: KeyValues = { name: "", scopes: [], expires_in_days: DEFAULT_DAYS };

function NewKey() {
  const { user } = useSession();
  const [made, setMade] = useState<string | null>(null);
  const form = useForm({
    initial: INITIAL,
    check: ({ name, scopes }) => ({
      name: name.trim() === "" ? t("nameFirst") : undefined,
      scopes: scopes.length === 0 ? t("permissionFirst") : undefined,
    }),
    send: (values) => body(api.POST("/api/v1/api-keys", { body: values })),
    renews: [["api-keys"]],
    onDone: ({ key }) => {
      setMade(key);
      form.reset();
    },
  });
  const days = form.choice("expires_in_days");
  return (
    <div style={{ maxWidth: "28rem" }}>
      <Form form={form} failed={t("keyWasNotMade")} action={t("newKey")}>
        <TextInput label={t("name")} withAsterisk {...form.text("name")} />
        <MultiSelect
          label={t("scopes")}
          withAsterisk
          searchable
          data={user.permissions}
          {...form.choice("scopes")}
        />
        <NumberInput
          label={t("days")}
          min={1}
          max={366}
          {...days}
          onChange={(value) => days.onChange(Number(value) || DEFAULT_DAYS)}
        />
        {made !== null && (
          <div role="status">
            <p>{t("keyShownOnce")}</p>
            <pre className="mono">{made}</pre>
          </div>
        )}
      </Form>
    </div>
  );
}
