import { Button, Drawer, PasswordInput, Select, Switch, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { fieldError } from "@/api/problem";
import type { Credential, CredentialInput } from "@/api/types";
import { Failure } from "@/ui/states";
import { tellDone } from "@/ui/toast";
import forms from "@/ui/forms.module.css";
import { useSaveCredential } from "./credentials";
import { toInput } from "./toInput";
import { OtherParts } from "./OtherParts";
import { AUTHENTICATION, isSnmp, KIND_LABEL, KINDS, PRIVACY, protocolName } from "./kinds";
import { t } from "./texts";

const protocols = (codes: readonly string[]) => codes.map((value) => ({ value, label: protocolName(value) }));

export function CredentialForm({
  credential,
  onClose,
}: {
  credential: Credential | null;
  onClose: () => void;
}) {
  const [form, setForm] = useState<CredentialInput>(() => ({
    name: credential?.name ?? "",
    kind: credential?.kind ?? "snmp_v2c",
    user: credential?.user ?? "",
    auth: credential ? credential.auth : "sha256",
    priv: credential ? credential.priv : "aes128",
    context: credential?.context ?? "",
    is_default: credential?.is_default ?? false,
    attributes: credential?.attributes ?? {},
    expires_at: credential?.expires_at ?? null,
  }));
  const save = useSaveCredential(credential?.id ?? null);
  const set = (part: Partial<CredentialInput>) => setForm((old) => ({ ...old, ...part }));
  const error = (field: string) => fieldError(save.error, field);
  const editing = credential !== null;
  const kept = editing ? t("leaveEmptyToKeepThePresent") : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    save.mutate(toInput(form), {
      onSuccess: (saved) => {
        tellDone(editing ? t("changed", { saved: saved.name }) : t("added", { saved: saved.name }));
        onClose();
      },
    });
  }

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={editing ? t("edit", { credential: credential.name }) : t("addACredential")}
    >
      <form className={forms.form} onSubmit={submit} autoComplete="off">
        <TextInput
          label={t("name")}
          required
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={error("name")}
          data-autofocus
        />
        <Select
          label={t("kind")}
          allowDeselect={false}
          disabled={editing}
          description={editing ? t("theKindNeverChanges") : undefined}
          data={KINDS.map((value) => ({ value, label: KIND_LABEL[value] }))}
          value={form.kind}
          onChange={(value) => set({ kind: value ?? "snmp_v2c" })}
        />
        {!isSnmp(form.kind) ? (
          <OtherParts form={form} set={set} error={error} editing={editing} />
        ) : form.kind === "snmp_v3" ? (
          <Version3 form={form} set={set} error={error} kept={kept} />
        ) : (
          <PasswordInput
            label={t("community")}
            description={kept}
            autoComplete="off"
            required={!editing}
            value={form.community ?? ""}
            onChange={(event) => set({ community: event.currentTarget.value })}
            error={error("community")}
          />
        )}
        <TextInput
          type="date"
          label={t("validUntil")}
          description={t("optional")}
          value={form.expires_at?.slice(0, 10) ?? ""}
          onChange={(event) => {
            const day = event.currentTarget.value;
            set({ expires_at: day ? `${day}T00:00:00Z` : null });
          }}
        />
        {isSnmp(form.kind) && (
          <Switch
            label={t("defaultForDevicesWithNoCredential")}
            checked={form.is_default ?? false}
            onChange={(event) => set({ is_default: event.currentTarget.checked })}
          />
        )}
        {save.error && (
          <Failure
            doing={editing ? t("nothingWasChanged") : t("theCredentialWasNotAdded")}
            error={save.error}
          />
        )}
        <div className={forms.buttons}>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {editing ? t("saveChanges") : t("addCredential")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

interface Version3Props {
  form: CredentialInput;
  set: (part: Partial<CredentialInput>) => void;
  error: (field: string) => string | undefined;
  kept: string | undefined;
}

function Version3({ form, set, error, kept }: Version3Props) {
  return (
    <>
      <TextInput
        label={t("user")}
        required
        autoComplete="off"
        value={form.user ?? ""}
        onChange={(event) => set({ user: event.currentTarget.value })}
        error={error("user")}
      />
      <div className={forms.row}>
        <Select
          label={t("authentication")}
          clearable
          placeholder={t("none")}
          data={protocols(AUTHENTICATION)}
          value={form.auth ?? null}
          onChange={(auth) => set({ auth })}
          error={error("auth")}
        />
        <PasswordInput
          label={t("authenticationSecret")}
          description={kept}
          autoComplete="off"
          disabled={!form.auth}
          value={form.auth_secret ?? ""}
          onChange={(event) => set({ auth_secret: event.currentTarget.value })}
          error={error("auth_secret")}
        />
      </div>
      <div className={forms.row}>
        <Select
          label={t("encryption")}
          clearable
          placeholder={t("none")}
          disabled={!form.auth}
          data={protocols(PRIVACY)}
          value={form.priv ?? null}
          onChange={(priv) => set({ priv })}
          error={error("priv")}
        />
        <PasswordInput
          label={t("encryptionSecret")}
          description={kept}
          autoComplete="off"
          disabled={!form.auth || !form.priv}
          value={form.priv_secret ?? ""}
          onChange={(event) => set({ priv_secret: event.currentTarget.value })}
          error={error("priv_secret")}
        />
      </div>
      <TextInput
        label={t("context")}
        description={t("rarelyNeeded")}
        autoComplete="off"
        value={form.context ?? ""}
        onChange={(event) => set({ context: event.currentTarget.value })}
        error={error("context")}
      />
    </>
  );
}
