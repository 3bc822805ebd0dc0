import { Modal, TextInput } from "@mantine/core";
import { api, body } from "@/api/client";
import type { Pool } from "@/api/types";
import { TargetInput } from "@/features/availability/TargetInput";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { tellDone } from "@/ui/toast";
import { poolsKey } from "./pools";
import { t } from "./texts";

/** A pool's name and target. */
export function EditPool({ pool, onClose }: { pool: Pool; onClose: () => void }) {
  const form = useForm({
    initial: { name: pool.name, availability_target: pool.availability_target },
    check: (values) => ({ name: values.name.trim() === "" ? t("needsName") : undefined }),
    send: (values) =>
      body(api.PATCH("/api/v1/pools/{pool_id}", { params: { path: { pool_id: pool.id } }, body: values })),
    renews: [poolsKey],
    onDone: (saved) => {
      tellDone(t("saved", { name: saved.name }));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("editPool", { name: pool.name })} centered lockScroll={false}>
      <Form form={form} failed={t("notSaved")} action={t("save")} onCancel={onClose}>
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <TargetInput {...form.choice("availability_target")} />
      </Form>
    </Modal>
  );
}
