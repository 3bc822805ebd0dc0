import { Modal, MultiSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Silence } from "@/api/types";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { tellDone } from "@/ui/toast";
import { silencesKey } from "./silences";
import { t } from "./texts";

type Severity = NonNullable<Silence["matcher"]["severities"]>[number];
const SEVERITIES: readonly Severity[] = ["critical", "major", "minor", "warning", "info"];
const FIRST_MINUTES: number | string = 120;

/** Silence alerts from now on, for a time. */
export function SilenceDialog({ onClose }: { onClose: () => void }) {
  const sites = useQuery(sitesQuery);
  const pools = useQuery(poolsQuery);
  const form = useForm({
    initial: {
      objects: "",
      conditions: "",
      severities: [] as string[],
      sites: [] as string[],
      pools: [] as string[],
      minutes: FIRST_MINUTES,
      comment: "",
    },
    check: (values) => ({
      objects:
        patterns(values.objects).length + patterns(values.conditions).length === 0 &&
        values.severities.length + values.sites.length + values.pools.length === 0
          ? t("needsSubject")
          : undefined,
      comment: values.comment.trim() === "" ? t("needsReason") : undefined,
    }),
    send: (values) =>
      body(
        api.POST("/api/v1/silences", {
          body: {
            matcher: {
              objects: patterns(values.objects),
              conditions: patterns(values.conditions),
              severities: SEVERITIES.filter((one) => values.severities.includes(one)),
              sites: values.sites.map(Number),
              pools: values.pools.map(Number),
            },
            ends_at: new Date(Date.now() + Number(values.minutes) * 60_000).toISOString(),
            comment: values.comment,
          },
        }),
      ),
    renews: [silencesKey],
    onDone: () => {
      tellDone(t("begun"));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("begin")} centered lockScroll={false}>
      <Form form={form} failed={t("notBegun")} action={t("begin")} onCancel={onClose}>
        <TextInput
          label={t("objects")}
          description={t("objectsHint")}
          {...form.text("objects")}
          data-autofocus
        />
        <TextInput label={t("conditions")} description={t("conditionsHint")} {...form.text("conditions")} />
        <MultiSelect
          label={t("severities")}
          data={SEVERITIES.map((value) => ({ value, label: t(value) }))}
          {...form.choice("severities")}
        />
        <MultiSelect
          label={t("sites")}
          data={choices(sites.data)}
          searchable
          limit={50}
          {...form.choice("sites")}
        />
        <MultiSelect
          label={t("pools")}
          data={choices(pools.data)}
          searchable
          limit={50}
          {...form.choice("pools")}
        />
        <NumberInput label={t("minutes")} min={1} max={527_040} {...form.choice("minutes")} />
        <TextInput label={t("why")} {...form.text("comment")} />
      </Form>
    </Modal>
  );
}

/** Patterns as they are typed: apart by commas. */
function patterns(text: string): string[] {
  return text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
}

function choices(known: readonly { id: number; name: string }[] = []) {
  return known.map((one) => ({ value: String(one.id), label: one.name }));
}
