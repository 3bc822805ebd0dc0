import type { CredentialInput } from "@/api/types";

/** Only what the kind has is sent; a secret left empty while editing stays as it is. */
export function toInput(form: CredentialInput): CredentialInput {
  const { name, kind, is_default } = form;
  if (kind !== "snmp_v3") return { name, kind, is_default, community: form.community || undefined };
  return {
    name,
    kind,
    is_default,
    user: form.user,
    context: form.context,
    auth: form.auth ?? null,
    auth_secret: form.auth_secret || undefined,
    priv: form.auth ? (form.priv ?? null) : null,
    priv_secret: form.priv_secret || undefined,
  };
}
