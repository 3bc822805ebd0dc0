/** The kinds of channels and their fields: which are needed, which are secret. */
import type { Channel } from "@/api/types";

export type Kind = Channel["kind"];
export type FieldName =
  | "host"
  | "port"
  | "security"
  | "user"
  | "password"
  | "sender"
  | "recipients"
  | "url"
  | "secret"
  | "people"
  | "token";

export const KINDS: Readonly<Record<Kind, readonly FieldName[]>> = {
  email: ["host", "port", "security", "user", "password", "sender", "recipients"],
  webhook: ["url", "secret"],
  apprise: ["url"],
  inbox: ["people"],
  alertmanager: ["url", "user", "password", "token"],
};

export const NEEDED: Readonly<Record<Kind, readonly FieldName[]>> = {
  email: ["host", "sender", "recipients"],
  webhook: ["url", "secret"],
  apprise: ["url"],
  inbox: [],
  alertmanager: ["url"],
};

/** What never comes back from the server. Left empty while a channel is changed, it stays as it is. */
export const SECRET: Readonly<Record<Kind, readonly FieldName[]>> = {
  email: ["password"],
  webhook: ["url", "secret"],
  apprise: ["url"],
  inbox: [],
  alertmanager: ["password", "token"],
};

export const KIND_TEXT = {
  email: "kindEmail",
  webhook: "kindWebhook",
  apprise: "kindApprise",
  inbox: "kindInbox",
  alertmanager: "kindAlertmanager",
} as const;

/** The fields of a kind to send: those that were filled in; secrets that were not stay. */
export function configOf(kind: Kind, values: Readonly<Record<FieldName, string>>): Record<string, string> {
  return Object.fromEntries(
    KINDS[kind].filter((name) => values[name].trim() !== "").map((name) => [name, values[name].trim()]),
  );
}

/** The fields that are missing: of a new channel all that are needed, of a changed one no secrets. */
export function missing(
  kind: Kind,
  values: Readonly<Record<FieldName, string>>,
  known: boolean,
): readonly FieldName[] {
  return NEEDED[kind].filter((name) => values[name].trim() === "" && !(known && SECRET[kind].includes(name)));
}
