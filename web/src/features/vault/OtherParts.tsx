import { NativeSelect, PasswordInput, TextInput, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { CredentialInput, KindDescription } from "@/api/types";
import forms from "@/ui/forms.module.css";
import { kindsQuery } from "./credentials";
import { t } from "./texts";

type Part = KindDescription["parts"][number];

interface OtherPartsProps {
  form: CredentialInput;
  set: (part: Partial<CredentialInput>) => void;
  error: (field: string) => string | undefined;
  editing: boolean;
}

/** The fields of a kind, as the server describes them. */
export function OtherParts({ form, set, error, editing }: OtherPartsProps) {
  const kinds = useQuery(kindsQuery);
  const parts = kinds.data?.find((one) => one.kind === form.kind)?.parts ?? [];
  return (
    <>
      {parts.map((part) => (
        <PartField key={part.name} part={part} form={form} set={set} error={error} editing={editing} />
      ))}
      {form.kind === "generic" && <OneSecret form={form} set={set} />}
    </>
  );
}

function PartField({ part, form, set, error, editing }: OtherPartsProps & { part: Part }) {
  const name = part.name as keyof CredentialInput;
  const attributes = form.attributes ?? {};
  const own = form[name];
  const value = part.attribute ? (attributes[part.name] ?? part.default) : typeof own === "string" ? own : "";
  const change = (text: string) =>
    set(part.attribute ? { attributes: { ...attributes, [part.name]: text } } : { [part.name]: text });
  const common = {
    label: part.label,
    value,
    required: part.required && !(editing && part.secret),
    description: editing && part.secret ? t("leaveEmptyToKeepThePresent") : undefined,
    error: error(part.attribute ? "attributes" : part.name),
  };
  if (part.choices.length > 0)
    return (
      <NativeSelect {...common} data={part.choices} onChange={(event) => change(event.currentTarget.value)} />
    );
  if (part.multiline)
    return (
      <Textarea
        {...common}
        autosize
        minRows={4}
        maxRows={10}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  const Field = part.secret ? PasswordInput : TextInput;
  return <Field {...common} autoComplete="off" onChange={(event) => change(event.currentTarget.value)} />;
}

/** A generic credential's secret has a name of one's own. */
function OneSecret({ form, set }: Pick<OtherPartsProps, "form" | "set">) {
  const [name = "", value = ""] = Object.entries(form.extra ?? {})[0] ?? [];
  return (
    <div className={forms.row}>
      <TextInput
        label={t("secretName")}
        autoComplete="off"
        value={name}
        onChange={(event) => set({ extra: { [event.currentTarget.value]: value } })}
      />
      <PasswordInput
        label={t("secretValue")}
        autoComplete="off"
        value={value}
        onChange={(event) => set({ extra: { [name]: event.currentTarget.value } })}
      />
    </div>
  );
}
