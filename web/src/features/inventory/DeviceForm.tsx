import { Button, Drawer, NumberInput, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { fieldError, foreignFields } from "@/api/problem";
import type { Device, DeviceInput } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { credentialsQuery } from "@/features/vault/credentials";
import { Failure } from "@/ui/states";
import { tellDone } from "@/ui/toast";
import forms from "@/ui/forms.module.css";
import { DeleteDevice } from "./DeleteDevice";
import { asInput, sitesQuery, tagsQuery, useSaveDevice } from "./devices";
import { t } from "./texts";

const choice = (id: number | null | undefined): string | null =>
  id === null || id === undefined ? null : String(id);
const numberOr = (value: string | number, other: number | null): number | null =>
  typeof value === "number" ? value : value === "" ? other : Number(value);

/** Add a device, or change one. Errors stand at the fields that the API names, and only others below. */
export function DeviceForm({ device, onClose }: { device: Device | null; onClose: () => void }) {
  const [form, setForm] = useState(() => asInput(device));
  const save = useSaveDevice(device?.id ?? null);
  const sites = useQuery(sitesQuery);
  const tags = useQuery(tagsQuery);
  const mayCredentials = useMay("credentials:view");
  const credentials = useQuery({ ...credentialsQuery, enabled: mayCredentials });
  const set = (part: Partial<DeviceInput>) => setForm((old) => ({ ...old, ...part }));
  const error = (field: string) => fieldError(save.error, field);
  const failure = foreignFields(save.error, Object.keys(form));
  const title = device ? t("edit", { device: device.name }) : t("addADevice");

  function submit(event: SubmitEvent) {
    event.preventDefault();
    save.mutate(form, {
      onSuccess: (saved) => {
        tellDone(
          device ? t("changed", { saved: saved.name }) : t("added", { saved: saved.name }),
          t("itIsAskedWithTheNext"),
        );
        onClose();
      },
    });
  }

  return (
    <Drawer opened onClose={onClose} position="right" size="md" title={title}>
      <form className={forms.form} onSubmit={submit}>
        <TextInput
          label={t("name")}
          required
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={error("name")}
          data-autofocus
        />
        <div className={forms.row}>
          <TextInput
            label={t("address")}
            description={t("ipv4Ipv6OrHostName")}
            required
            value={form.address}
            onChange={(event) => set({ address: event.currentTarget.value })}
            error={error("address")}
          />
          <NumberInput
            label={t("snmpPort")}
            description={t("usually161")}
            min={1}
            max={65535}
            value={form.snmp_port}
            onChange={(value) => set({ snmp_port: numberOr(value, 161) ?? 161 })}
            error={error("snmp_port")}
          />
        </div>
        <Select
          label={t("credential")}
          description={mayCredentials ? undefined : t("youMayNotListCredentialsThe")}
          placeholder={t("thatOfTheSiteOrThe")}
          clearable
          disabled={!mayCredentials}
          data={(credentials.data ?? []).map((item) => ({ value: String(item.id), label: item.name }))}
          value={choice(form.credential_id)}
          onChange={(value) => set({ credential_id: value ? Number(value) : null })}
          error={error("credential_id")}
        />
        <div className={forms.row}>
          <Select
            label={t("site")}
            placeholder={t("noSite")}
            clearable
            searchable
            data={(sites.data ?? []).map((site) => ({ value: String(site.id), label: site.name }))}
            value={choice(form.site_id)}
            onChange={(value) => set({ site_id: value ? Number(value) : null })}
            error={error("site_id")}
          />
          <NumberInput
            label={t("intervalInSeconds")}
            placeholder={t("theDefault")}
            min={5}
            max={86400}
            value={form.interval_s ?? ""}
            onChange={(value) => set({ interval_s: numberOr(value, null) })}
            error={error("interval_s")}
          />
        </div>
        <TagsInput
          label={t("tags")}
          data={(tags.data ?? []).map((tag) => tag.name)}
          value={form.tags ?? []}
          onChange={(value) => set({ tags: value })}
          error={error("tags")}
        />
        <Switch
          label={t("watchThisDevice")}
          checked={form.enabled ?? true}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        {failure && (
          <Failure doing={device ? t("nothingWasChanged") : t("theDeviceWasNotAdded")} error={failure} />
        )}
        <div className={forms.buttons}>
          {device && <DeleteDevice device={device} />}
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {device ? t("saveChanges") : t("addDevice")}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
