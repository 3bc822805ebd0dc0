import { Button, Drawer, NativeSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import type { Credential, CredentialLevel } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { ActionButton } from "@/ui/ActionButton";
import { DeviceLink } from "@/ui/DeviceLink";
import forms from "@/ui/forms.module.css";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Failure, Loaded } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { mappingsQuery, usageQuery, useGive, useTake } from "./credentials";
import { nameOf, useOptions } from "./names";
import { Reveal } from "./Reveal";
import { t } from "./texts";
import classes from "./Vault.module.css";

const LEVELS = [
  "device",
  "pool",
  "site",
  "platform",
  "default",
] as const satisfies readonly CredentialLevel[];

/** What a credential is given to, where it was used, and its secrets for who may see them. */
export function CredentialDetails({ credential, onClose }: { credential: Credential; onClose: () => void }) {
  const mayReveal = useMay("credentials:reveal");
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t("details", { item: credential.name })}
    >
      <div className={classes.details}>
        <Mappings credential={credential} />
        <Usage credential={credential} />
        {mayReveal && <Reveal credential={credential} />}
      </div>
    </Drawer>
  );
}

function Mappings({ credential }: { credential: Credential }) {
  const mappings = useQuery(mappingsQuery);
  const mayEdit = useMay("credentials:edit");
  const take = useTake();
  const options = useOptions();
  return (
    <Panel title={t("givenTo")}>
      <Loaded query={mappings} what={t("givenTo")} rows={2}>
        {(all) => {
          const own = all.filter((one) => one.credential_id === credential.id);
          return own.length === 0 ? (
            <p className={classes.nothing}>{t("givenToNothing")}</p>
          ) : (
            <ul className={classes.list}>
              {own.map((one) => (
                <li key={one.id}>
                  <span>
                    {t(`level_${one.level}`)} <strong>{nameOf(options[one.level], one.ref)}</strong>
                  </span>
                  {mayEdit && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      loading={take.isPending && take.variables === one.id}
                      onClick={() => take.mutate(one.id)}
                    >
                      {t("take")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {mayEdit && <GiveForm credentialId={credential.id} />}
    </Panel>
  );
}

function GiveForm({ credentialId }: { credentialId: number }) {
  const [level, setLevel] = useState<CredentialLevel>("pool");
  const [ref, setRef] = useState("");
  const give = useGive(credentialId);
  const options = useOptions()[level];
  function submit(event: SubmitEvent) {
    event.preventDefault();
    give.mutate({ level, ref: level === "default" ? "" : ref.trim() }, { onSuccess: () => setRef("") });
  }
  return (
    <form className={forms.form} onSubmit={submit}>
      <div className={forms.row}>
        <NativeSelect
          label={t("giveTo")}
          data={LEVELS.map((value) => ({ value, label: t(`level_${value}`) }))}
          value={level}
          onChange={(event) => {
            setLevel(LEVELS.find((one) => one === event.currentTarget.value) ?? "pool");
            setRef("");
          }}
        />
        {options && (
          <Select
            label={t("which")}
            data={options}
            value={ref || null}
            onChange={(value) => setRef(value ?? "")}
            limit={50}
            searchable
            required
          />
        )}
        {level === "platform" && (
          <TextInput
            label={t("which")}
            description={t("platformHint")}
            required
            value={ref}
            onChange={(event) => setRef(event.currentTarget.value)}
          />
        )}
      </div>
      {give.error && <Failure doing={t("notGiven")} error={give.error} />}
      <div className={forms.buttons}>
        <ActionButton
          type="submit"
          variant="default"
          why={level !== "default" && ref.trim() === "" && t("sayWhichFirst")}
          loading={give.isPending}
        >
          {t("give")}
        </ActionButton>
      </div>
    </form>
  );
}

function Usage({ credential }: { credential: Credential }) {
  const usage = useQuery(usageQuery(credential.id));
  const { device: devices } = useOptions();
  return (
    <Panel title={t("usage")} flush>
      <Loaded query={usage} what={t("usage")} rows={3}>
        {(uses) =>
          uses.length === 0 ? (
            <p className={classes.nothing}>{t("notUsedYet")}</p>
          ) : (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("level_device")}</th>
                    <th scope="col">{t("worked")}</th>
                    <th scope="col">{t("refused")}</th>
                    <th scope="col">{t("tryAgain")}</th>
                  </tr>
                </thead>
                <tbody>
                  {uses.map((use) => (
                    <tr key={use.device_id}>
                      <td>
                        <DeviceLink id={use.device_id} name={nameOf(devices, String(use.device_id))} />
                        {!use.current && <span className="faint"> {t("oldSecret")}</span>}
                      </td>
                      <td>
                        <Moment at={use.last_ok_at} />
                      </td>
                      <td>
                        <Moment at={use.last_refused_at} />
                      </td>
                      <td>
                        <Moment at={use.next_try_at} />
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
