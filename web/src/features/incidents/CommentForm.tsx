import { Textarea } from "@mantine/core";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { comment } from "./incidents";
import { t } from "./texts";

/** Say something about an incident. */
export function CommentForm({ incidentId }: { incidentId: number }) {
  const form = useForm({
    initial: { text: "" },
    send: (values) => comment(incidentId, values.text),
    renews: [["incidents"]],
    onDone: () => form.reset(),
  });
  return (
    <Form
      form={form}
      failed={t("commentNotSaved")}
      action={t("addComment")}
      why={form.values.text.trim() === "" && t("writeFirst")}
    >
      <Textarea label={t("comment")} autosize minRows={2} maxLength={4000} {...form.text("text")} />
    </Form>
  );
}
