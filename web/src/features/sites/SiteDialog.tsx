import { Modal, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import type { Site } from "@/api/types";
import { TargetInput } from "@/features/availability/TargetInput";
import { zoneNames } from "@/lib/zone";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import forms from "@/ui/forms.module.css";
import { tellDone } from "@/ui/toast";
import { saveSite, sitesKey, type SiteValues } from "./sites";
import { t } from "./texts";

const MOST_ZONES = 60;

/** A new site, or a change of one. */
export function SiteDialog({ site, onClose }: { site?: Site; onClose: () => void }) {
  const form = useForm<SiteValues, Site>({
    initial: {
      name: site?.name ?? "",
      description: site?.description ?? "",
      latitude: site?.latitude ?? null,
      longitude: site?.longitude ?? null,
      time_zone: site?.time_zone ?? null,
      availability_target: site?.availability_target ?? null,
    },
    check: (values) => ({
      name: values.name.trim() === "" ? t("needsName") : undefined,
      longitude: (values.latitude === null) !== (values.longitude === null) ? t("needsBoth") : undefined,
    }),
    send: (values) => saveSite(site, values),
    renews: [sitesKey, ["overview"]],
    onDone: (saved) => {
      tellDone(t("saved", { name: saved.name }));
      onClose();
    },
  });
  const degrees = (name: "latitude" | "longitude") => {
    const { value, onChange, ...rest } = form.choice(name);
    return {
      ...rest,
      value: value ?? "",
      onChange: (next: number | string) => onChange(typeof next === "number" ? next : null),
      decimalScale: 5,
      step: 0.1,
    };
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={site ? t("editSite", { name: site.name }) : t("add")}
      centered
      lockScroll={false}
    >
      <Form form={form} failed={t("notSaved")} action={t("save")} onCancel={onClose}>
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <Textarea label={t("description")} autosize minRows={2} {...form.text("description")} />
        <div className={forms.row}>
          <NumberInput label={t("latitude")} min={-90} max={90} {...degrees("latitude")} />
          <NumberInput label={t("longitude")} min={-180} max={180} {...degrees("longitude")} />
        </div>
        <Select
          label={t("timeZone")}
          description={t("timeZoneHint")}
          data={[...zoneNames()]}
          searchable
          clearable
          limit={MOST_ZONES}
          {...form.choice("time_zone")}
        />
        <TargetInput {...form.choice("availability_target")} />
      </Form>
    </Modal>
  );
}
