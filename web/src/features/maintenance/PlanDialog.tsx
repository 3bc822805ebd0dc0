import { Modal, MultiSelect, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { serverNow } from "@/lib/clock";
import { fromZone, inZone, zoneName } from "@/lib/zone";
import { tellDone } from "@/ui/toast";
import { maintenanceKey, watchedQuery } from "./maintenance";
import { t } from "./texts";

const RULES = ["", "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY"] as const;
const MOST_SHOWN = 50;
const FIRST_MINUTES: number | string = 60;

const fieldNow = (): string => inZone(serverNow()).toISOString().slice(0, 16);

/** Plan work on devices, sites and pools. */
export function PlanDialog({ onClose }: { onClose: () => void }) {
  const zone = zoneName();
  const devices = useQuery(watchedQuery);
  const sites = useQuery(sitesQuery);
  const pools = useQuery(poolsQuery);
  const form = useForm({
    initial: {
      name: "",
      reason: "",
      devices: [] as string[],
      sites: [] as string[],
      pools: [] as string[],
      start: fieldNow(),
      minutes: FIRST_MINUTES,
      rule: "",
    },
    check: (values) => ({
      name: values.name.trim() === "" ? t("needsName") : undefined,
      devices:
        values.devices.length + values.sites.length + values.pools.length === 0
          ? t("needsTarget")
          : undefined,
      start: fromZone(values.start) ? undefined : t("needsStart"),
    }),
    send: (values) => {
      const start = fromZone(values.start) ?? new Date();
      const targets = (["device", "site", "pool"] as const).flatMap((kind) =>
        values[`${kind}s`].map((id) => ({ kind, id: Number(id), interface: "" })),
      );
      return body(
        api.POST("/api/v1/maintenance", {
          body: {
            name: values.name,
            reason: values.reason,
            plan: {
              targets,
              starts_at: start.toISOString(),
              ends_at: new Date(start.getTime() + Number(values.minutes) * 60_000).toISOString(),
              rule: values.rule,
              time_zone: zone,
            },
          },
        }),
      );
    },
    renews: [maintenanceKey],
    onDone: (window) => {
      tellDone(t("planned2", { name: window.name }));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("plan")} centered lockScroll={false}>
      <Form form={form} failed={t("notPlanned")} action={t("plan")} onCancel={onClose}>
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <TextInput label={t("reason")} {...form.text("reason")} />
        <Chosen label={t("devices")} known={devices.data ?? []} field={form.choice("devices")} />
        <Chosen label={t("sites")} known={sites.data ?? []} field={form.choice("sites")} />
        <Chosen label={t("pools")} known={pools.data ?? []} field={form.choice("pools")} />
        <TextInput type="datetime-local" label={t("from")} {...form.text("start")} />
        <NumberInput label={t("minutes")} min={1} max={527_040} {...form.choice("minutes")} />
        <NativeSelect
          label={t("recurs")}
          description={t("inZone", { zone })}
          data={RULES.map((value) => ({ value, label: t(RULE_TEXT[value]) }))}
          {...form.text("rule")}
        />
      </Form>
    </Modal>
  );
}

const RULE_TEXT = {
  "": "once",
  "FREQ=DAILY": "daily",
  "FREQ=WEEKLY": "weekly",
  "FREQ=MONTHLY": "monthly",
} as const;

interface ChosenProps {
  label: string;
  known: readonly { id: number; name: string }[];
  field: {
    name: string;
    value: string[];
    onChange: (value: string[]) => void;
    onBlur: () => void;
    error: string | undefined;
  };
}

function Chosen({ label, known, field }: ChosenProps) {
  return (
    <MultiSelect
      label={label}
      data={known.map((one) => ({ value: String(one.id), label: one.name }))}
      limit={MOST_SHOWN}
      searchable
      clearable
      {...field}
    />
  );
}
