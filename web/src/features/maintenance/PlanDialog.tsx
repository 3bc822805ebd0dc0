import { Modal, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { MaintenanceWindow } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { deviceNamesQuery, poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { mapQuery } from "@/features/topology/topology";
import { serverNow } from "@/lib/clock";
import { zoneName, zoneNames } from "@/lib/zone";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import forms from "@/ui/forms.module.css";
import { Waiting } from "@/ui/states";
import { tellDone } from "@/ui/toast";
import { maintenanceKey, savePlan } from "./maintenance";
import { Occurrences } from "./Occurrences";
import { firstOf, freshPlan, linkOptions, valuesOf, type MapEdge, type PlanValues } from "./plan";
import { RuleFields } from "./RuleFields";
import { ruleOf } from "./rule";
import { t } from "./texts";

const MOST_SHOWN = 50;

interface PlanDialogProps {
  /** The window that is planned anew. */
  window?: MaintenanceWindow;
  onClose: () => void;
}

/** Plan work on devices, sites, pools and links, or plan it anew. */
export function PlanDialog({ window, onClose }: PlanDialogProps) {
  const mapped = useMay("topology:view");
  const devices = useQuery(deviceNamesQuery);
  const map = useQuery({ ...mapQuery(), enabled: mapped });
  const title = window ? t("editWindow", { name: window.name }) : t("plan");
  const ready = devices.isFetched && (!mapped || map.isFetched);
  return (
    <Modal opened onClose={onClose} title={title} centered lockScroll={false} size="lg">
      {ready ? (
        <PlanForm
          window={window}
          devices={devices.data ?? []}
          edges={map.data?.edges ?? []}
          onClose={onClose}
        />
      ) : (
        <Waiting rows={6} label={title} />
      )}
    </Modal>
  );
}

interface PlanFormProps extends PlanDialogProps {
  devices: readonly { id: number; name: string }[];
  edges: readonly MapEdge[];
}

function PlanForm({ window, devices, edges, onClose }: PlanFormProps) {
  const sites = useQuery(sitesQuery);
  const pools = useQuery(poolsQuery);
  const links = linkOptions(edges, devices, window?.plan.targets);
  const form = useForm<PlanValues, MaintenanceWindow>({
    initial: window ? valuesOf(window, links) : freshPlan(serverNow(), zoneName()),
    check,
    send: (values) => savePlan(window?.id, values),
    renews: [maintenanceKey],
    onDone: (saved) => {
      tellDone(t(window ? "changed" : "planned2", { name: saved.name }));
      onClose();
    },
  });
  const { values } = form;
  const first = firstOf(values);
  const timing = first && { ...first, rule: ruleOf(values.recurrence), zone: values.zone };

  function chooseSites(chosen: string[]) {
    form.set("sites", chosen);
    const zones = new Set(
      (sites.data ?? []).filter((one) => chosen.includes(String(one.id))).map((one) => one.time_zone),
    );
    const [only] = zones;
    if (zones.size === 1 && only) form.set("zone", only);
  }

  return (
    <Form
      form={form}
      failed={t(window ? "notChanged" : "notPlanned")}
      action={t(window ? "save" : "plan")}
      onCancel={onClose}
    >
      <TextInput label={t("name")} {...form.text("name")} data-autofocus />
      <TextInput label={t("reason")} {...form.text("reason")} />
      <div className={forms.row}>
        <Chosen label={t("devices")} options={asOptions(devices)} field={form.choice("devices")} />
        <Chosen
          label={t("sites")}
          options={asOptions(sites.data ?? [])}
          field={{ ...form.choice("sites"), onChange: chooseSites }}
        />
        <Chosen label={t("pools")} options={asOptions(pools.data ?? [])} field={form.choice("pools")} />
        <Chosen label={t("links")} options={links} field={form.choice("links")} />
      </div>
      <div className={forms.row}>
        <TextInput type="datetime-local" label={t("from")} {...form.text("start")} />
        <NumberInput label={t("minutes")} min={1} max={527_040} {...form.choice("minutes")} />
      </div>
      <Select
        label={t("zone")}
        data={[...new Set(["UTC", values.zone, ...zoneNames()])]}
        searchable
        allowDeselect={false}
        limit={MOST_SHOWN}
        {...form.choice("zone")}
        onChange={(zone) => zone && form.set("zone", zone)}
      />
      <RuleFields value={values.recurrence} onChange={(recurrence) => form.set("recurrence", recurrence)} />
      <Occurrences timing={timing} />
    </Form>
  );
}

function check(values: PlanValues) {
  const targets = values.devices.length + values.sites.length + values.pools.length + values.links.length;
  return {
    name: values.name.trim() === "" ? t("needsName") : undefined,
    devices: targets === 0 ? t("needsTarget") : undefined,
    start: firstOf(values) ? undefined : t("needsStart"),
  };
}

const asOptions = (known: readonly { id: number; name: string }[]) =>
  known.map((one) => ({ value: String(one.id), label: one.name }));

interface ChosenProps {
  label: string;
  options: readonly { value: string; label: string }[];
  field: {
    name: string;
    value: string[];
    onChange: (value: string[]) => void;
    onBlur: () => void;
    error: string | undefined;
  };
}

function Chosen({ label, options, field }: ChosenProps) {
  return <MultiSelect label={label} data={[...options]} limit={MOST_SHOWN} searchable clearable {...field} />;
}
