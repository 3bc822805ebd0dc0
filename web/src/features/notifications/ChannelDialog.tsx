import { Modal, NativeSelect, PasswordInput, Switch, TextInput } from "@mantine/core";
import type { Channel } from "@/api/types";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { tellDone } from "@/ui/toast";
import { configOf, KIND_TEXT, KINDS, missing, SECRET, type FieldName, type Kind } from "./kinds";
import { notificationsKey, saveChannel } from "./notifications";
import { t } from "./texts";
import { Wording } from "./Wording";

const SECURITIES = ["none", "starttls", "tls"] as const;
const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** Add a channel, or change one. Secrets are never shown: left empty, they stay. */
export function ChannelDialog({ channel, onClose }: { channel?: Channel; onClose: () => void }) {
  const shown = channel?.config ?? {};
  const form = useForm({
    initial: {
      name: channel?.name ?? "",
      kind: channel?.kind ?? "email",
      enabled: channel?.enabled ?? true,
      host: shown.host ?? "",
      port: shown.port ?? "",
      security: shown.security ?? "none",
      user: shown.user ?? "",
      password: "",
      sender: shown.sender ?? "",
      recipients: shown.recipients ?? "",
      url: shown.url ?? "",
      secret: "",
      people: shown.people ?? "",
      token: "",
      words: { subject: channel?.template?.subject ?? "", body: channel?.template?.body ?? "" },
    },
    check: (values) => ({
      name: values.name.trim() === "" ? t("needsName") : undefined,
      ...Object.fromEntries(
        missing(values.kind, values, values.kind === channel?.kind).map((name) => [name, t("isNeeded")]),
      ),
    }),
    send: ({ name, kind, enabled, words, ...values }) =>
      saveChannel(channel?.id, {
        name: name.trim(),
        kind,
        enabled,
        config: configOf(kind, values),
        template: words.subject || words.body ? words : null,
      }),
    renews: [notificationsKey],
    onDone: (saved) => {
      tellDone(t("saved", { name: saved.name }));
      onClose();
    },
  });
  const kind = form.values.kind;
  const keeps = (name: FieldName) => kind === channel?.kind && SECRET[kind].includes(name);
  return (
    <Modal
      opened
      onClose={onClose}
      title={channel ? t("changeOf", { name: channel.name }) : t("addChannel")}
      centered
      lockScroll={false}
    >
      <Form form={form} failed={t("notSaved")} action={t("save")} onCancel={onClose}>
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <NativeSelect
          label={t("kind")}
          description={t(`${KIND_TEXT[kind]}Hint`)}
          data={KIND_NAMES.map((value) => ({ value, label: t(KIND_TEXT[value]) }))}
          {...form.text("kind")}
        />
        {KINDS[kind].map((name) =>
          name === "security" ? (
            <NativeSelect
              key={name}
              label={t("security")}
              data={SECURITIES.map((value) => ({ value, label: t(`security_${value}`) }))}
              {...form.text("security")}
            />
          ) : SECRET[kind].includes(name) ? (
            <PasswordInput
              key={name}
              label={t(name)}
              description={keeps(name) ? t("staysWhenEmpty") : undefined}
              autoComplete="new-password"
              {...form.text(name)}
            />
          ) : (
            <TextInput
              key={name}
              label={t(name)}
              description={name === "people" ? t("peopleHint") : undefined}
              {...form.text(name)}
            />
          ),
        )}
        {kind !== "alertmanager" && (
          <Wording words={form.values.words} onChange={(words) => form.set("words", words)} ofChannel />
        )}
        <Switch label={t("isOn")} {...form.tick("enabled")} />
      </Form>
    </Modal>
  );
}
