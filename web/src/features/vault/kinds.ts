/** The kinds of credential, and how well each protects what passes. */
import type { Credential, CredentialKind } from "@/api/types";

export const KIND_LABEL: Readonly<Record<CredentialKind, string>> = {
  snmp_v1: "SNMP v1",
  snmp_v2c: "SNMP v2c",
  snmp_v3: "SNMP v3",
};

export const KINDS = ["snmp_v2c", "snmp_v3", "snmp_v1"] as const satisfies readonly CredentialKind[];

export const AUTHENTICATION = ["sha256", "sha512", "sha384", "sha224", "sha1", "md5"] as const;
export const PRIVACY = ["aes128", "aes256", "aes192", "aes256c", "aes192c", "des"] as const;

const NAMES: Readonly<Record<string, string>> = {
  sha1: "SHA-1",
  sha224: "SHA-224",
  sha256: "SHA-256",
  sha384: "SHA-384",
  sha512: "SHA-512",
  md5: "MD5 (weak)",
  des: "DES (weak)",
  aes128: "AES-128",
  aes192: "AES-192",
  aes256: "AES-256",
  aes192c: "AES-192 (Cisco key extension)",
  aes256c: "AES-256 (Cisco key extension)",
};

export const protocolName = (code: string): string => NAMES[code] ?? code;

/** In words: what v1 and v2c send readable, what v3 signs and encrypts. */
export function protection(credential: Pick<Credential, "kind" | "auth" | "priv">): string {
  if (credential.kind !== "snmp_v3") return "none: the community travels readable";
  if (!credential.auth) return "none";
  const signed = `signed with ${protocolName(credential.auth)}`;
  return credential.priv
    ? `${signed}, encrypted with ${protocolName(credential.priv)}`
    : `${signed}, readable`;
}
