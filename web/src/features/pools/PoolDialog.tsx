import { Modal, MultiSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { Pool } from "@/api/types";
import { TargetInput } from "@/features/availability/TargetInput";
import { deviceNamesQuery } from "@/features/inventory/devices";
import { Choice } from "@/ui/Choice";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import forms from "@/ui/forms.module.css";
import { tellDone } from "@/ui/toast";
import { filterText } from "./filterText";
import { bodyOf, isPlain, PATTERNS, valuesOf, wrongIn, type PoolValues } from "./poolForm";
import { poolsKey } from "./pools";
import { t } from "./texts";

const MOST_SHOWN = 50;

interface PoolDialogProps {
  /** The pool that is changed; without it one is added. */
  pool?: Pool;
  onClose: () => void;
}

/** Add a pool or change one: its name, its target, and how its devices are chosen. */
export function PoolDialog({ pool, onClose }: PoolDialogProps) {
  const plain = isPlain(pool);
  const devices = useQuery(deviceNamesQuery);
  const form = useForm<PoolValues, Pool>({
    initial: valuesOf(pool),
    check: (values) => wrongIn(values, plain),
    send: (values) => save(pool, bodyOf(values, plain)),
    renews: [poolsKey],
    onDone: (saved) => {
      tellDone(t(pool ? "saved" : "added", { name: saved.name }), t("holds", { count: saved.device_count }));
      onClose();
    },
  });
  const title = pool ? t("editPool", { name: pool.name }) : t("add");
  const options = (devices.data ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  return (
    <Modal opened onClose={onClose} title={title} centered lockScroll={false}>
      <Form
        form={form}
        failed={t(pool ? "notSaved" : "notAdded")}
        action={pool ? t("save") : t("add")}
        onCancel={onClose}
      >
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <Choice
          label={t("members")}
          value={form.values.by}
          options={[
            { value: "filter", label: t("byFilter") },
            { value: "list", label: t("byList") },
          ]}
          onChange={(by) => form.set("by", by === "list" ? "list" : "filter")}
        />
        {form.values.by === "list" ? (
          <MultiSelect
            label={t("devices")}
            data={options}
            limit={MOST_SHOWN}
            searchable
            clearable
            nothingFoundMessage={t("noSuchDevice")}
            disabled={devices.isPending}
            {...form.choice("members")}
          />
        ) : plain ? (
          PATTERNS.map((field) => (
            <TextInput
              key={field}
              label={t(`field.${field}`)}
              description={field === "names" ? t("globs") : undefined}
              {...form.text(field)}
            />
          ))
        ) : (
          <p className={forms.note}>{t("nested", { filter: filterText(pool?.filter ?? null) ?? "" })}</p>
        )}
        <TargetInput {...form.choice("availability_target")} />
      </Form>
    </Modal>
  );
}

const save = (pool: Pool | undefined, values: ReturnType<typeof bodyOf>): Promise<Pool> =>
  body(
    pool
      ? api.PATCH("/api/v1/pools/{pool_id}", { params: { path: { pool_id: pool.id } }, body: values })
      : api.POST("/api/v1/pools", { body: { members: [], ...values } }),
  );
