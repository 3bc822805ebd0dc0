import { Button, Drawer, PasswordInput, Select, Switch, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { fieldError } from "@/api/problem";
import type { Credential, CredentialInput } from "@/api/types";
import { Failure } from "@/ui/states";
import { tellDone } from "@/ui/toast";
import forms from "@/ui/forms.module.css";
import { useSaveCredential } from "./credentials";
import { toInput } from "./toInput";
import { AUTHENTICATION, KIND_LABEL, KINDS, PRIVACY, protocolName } from "./kinds";

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
  }));
  const save = useSaveCredential(credential?.id ?? null);
  const set = (part: Partial<CredentialInput>) => setForm((old) => ({ ...old, ...part }));
  const error = (field: string) => fieldError(save.error, field);
  const editing = credential !== null;
  const kept = editing ? "Leave empty to keep the present one" : undefined;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    save.mutate(toInput(form), {
      onSuccess: (saved) => {
        tellDone(editing ? `${saved.name} changed` : `${saved.name} added`);
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
      title={editing ? `Edit ${credential.name}` : "Add a credential"}
    >
      <form className={forms.form} onSubmit={submit} autoComplete="off">
        <TextInput
          label="Name"
          required
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={error("name")}
          data-autofocus
        />
        <Select
          label="Kind"
          allowDeselect={false}
          disabled={editing}
          description={editing ? "The kind never changes." : undefined}
          data={KINDS.map((value) => ({ value, label: KIND_LABEL[value] }))}
          value={form.kind}
          onChange={(value) => set({ kind: value ?? "snmp_v2c" })}
        />
        {form.kind === "snmp_v3" ? (
          <Version3 form={form} set={set} error={error} kept={kept} />
        ) : (
          <PasswordInput
            label="Community"
            description={kept}
            autoComplete="off"
            required={!editing}
            value={form.community ?? ""}
            onChange={(event) => set({ community: event.currentTarget.value })}
            error={error("community")}
          />
        )}
        <Switch
          label="Default: for devices with no credential of their own or their site's"
          checked={form.is_default ?? false}
          onChange={(event) => set({ is_default: event.currentTarget.checked })}
        />
        {save.error && (
          <Failure
            doing={editing ? "Nothing was changed." : "The credential was not added."}
            error={save.error}
          />
        )}
        <div className={forms.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            {editing ? "Save changes" : "Add credential"}
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
        label="User"
        required
        autoComplete="off"
        value={form.user ?? ""}
        onChange={(event) => set({ user: event.currentTarget.value })}
        error={error("user")}
      />
      <div className={forms.row}>
        <Select
          label="Authentication"
          clearable
          placeholder="None"
          data={protocols(AUTHENTICATION)}
          value={form.auth ?? null}
          onChange={(auth) => set({ auth })}
          error={error("auth")}
        />
        <PasswordInput
          label="Authentication secret"
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
          label="Encryption"
          clearable
          placeholder="None"
          disabled={!form.auth}
          data={protocols(PRIVACY)}
          value={form.priv ?? null}
          onChange={(priv) => set({ priv })}
          error={error("priv")}
        />
        <PasswordInput
          label="Encryption secret"
          description={kept}
          autoComplete="off"
          disabled={!form.auth || !form.priv}
          value={form.priv_secret ?? ""}
          onChange={(event) => set({ priv_secret: event.currentTarget.value })}
          error={error("priv_secret")}
        />
      </div>
      <TextInput
        label="Context"
        description="Rarely needed"
        autoComplete="off"
        value={form.context ?? ""}
        onChange={(event) => set({ context: event.currentTarget.value })}
        error={error("context")}
      />
    </>
  );
}
