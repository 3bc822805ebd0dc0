import type { CredentialInput } from "@/api/types";
import { isSnmp } from "./kinds";

/** Only what the kind has is sent; a secret left empty while editing stays as it is. */
export function toInput(form: CredentialInput): CredentialInput {
  const { name, kind, is_default, expires_at } = form;
  if (!isSnmp(kind)) return { name, kind, expires_at, ...ofOtherKind(form) };
  if (kind !== "snmp_v3")
    return { name, kind, is_default, expires_at, community: form.community || undefined };
  return {
    name,
    kind,
    is_default,
    expires_at,
    user: form.user,
    context: form.context,
    auth: form.auth ?? null,
    auth_secret: form.auth_secret || undefined,
    priv: form.auth ? (form.priv ?? null) : null,
    priv_secret: form.priv_secret || undefined,
  };
}

const SECRETS = ["password", "enable_secret", "private_key", "passphrase", "token"] as const;

function ofOtherKind(form: CredentialInput): Partial<CredentialInput> {
  const secrets = Object.fromEntries(SECRETS.filter((name) => form[name]).map((name) => [name, form[name]]));
  const extra = Object.fromEntries(Object.entries(form.extra ?? {}).filter(([name, value]) => name && value));
  return {
    ...secrets,
    user: form.user,
    attributes: form.attributes,
    extra: Object.keys(extra).length > 0 ? extra : undefined,
  };
}
