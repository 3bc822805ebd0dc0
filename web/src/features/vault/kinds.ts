/** The kinds of credential, and how well each protects what passes. */
import type { Credential, CredentialKind } from "@/api/types";
import { t } from "./texts";

export const KIND_LABEL: Readonly<Record<CredentialKind, string>> = {
  snmp_v1: "SNMP v1",
  snmp_v2c: "SNMP v2c",
  snmp_v3: "SNMP v3",
  ssh_password: t("sshPassword"),
  ssh_key: t("sshKey"),
  netconf: "NETCONF",
  http_basic: "HTTP Basic",
  http_token: t("httpToken"),
  winrm: "WinRM",
  generic: t("generic"),
};

export const KINDS = [
  "snmp_v2c",
  "snmp_v3",
  "snmp_v1",
  "ssh_password",
  "ssh_key",
  "netconf",
  "http_basic",
  "http_token",
  "winrm",
  "generic",
] as const satisfies readonly CredentialKind[];

const SNMP: readonly CredentialKind[] = ["snmp_v1", "snmp_v2c", "snmp_v3"];

export const isSnmp = (kind: CredentialKind): boolean => SNMP.includes(kind);

export const AUTHENTICATION = ["sha256", "sha512", "sha384", "sha224", "sha1", "md5"] as const;
export const PRIVACY = ["aes128", "aes256", "aes192", "aes256c", "aes192c", "des"] as const;

const NAMES: Readonly<Record<string, string>> = {
  sha1: "SHA-1",
  sha224: "SHA-224",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
  md5: t("weak", { name: "MD5" }),
  des: t("weak", { name: "DES" }),
  aes128: "AES-128",
  aes192: "AES-192",
  aes256: "AES-256",
  aes192c: t("ciscoKey", { name: "AES-192" }),
  aes256c: t("ciscoKey", { name: "AES-256" }),
};

export const protocolName = (code: string): string => NAMES[code] ?? code;

/** In words: what v1 and v2c send readable, what v3 signs and encrypts. */
export function protection(credential: Pick<Credential, "kind" | "auth" | "priv">): string {
  if (!isSnmp(credential.kind)) return t("byItsProtocol");
  if (credential.kind !== "snmp_v3") return t("noProtection");
  if (!credential.auth) return t("unsigned");
  const auth = protocolName(credential.auth);
  return credential.priv
    ? t("signedAndEncrypted", { auth, priv: protocolName(credential.priv) })
    : t("signedReadable", { auth });
}
