/** Addresses to discover as people write them: one a line or comma-separated; networks, ranges, hosts. */
import { t } from "./texts";

/** More than this is surely a slip of the prefix length. The server has the last word. */
export const MOST_ADDRESSES = 1_048_576;

export interface TargetCheck {
  targets: string[];
  /** Addresses that will be asked, before exclusions; host names count as one, an IPv6 network is not counted. */
  addresses: number;
  problems: string[];
}

function ipv4(text: string): number | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    value = value * 256 + Number(part);
  }
  return value;
}

const HOST = /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9][A-Za-z0-9-]{0,62})*\.?$/;

/** How many addresses one target stands for, or what is wrong with it. */
function weigh(target: string): number | string {
  const slash = /^(.+)\/(\d{1,3})$/.exec(target);
  if (slash) {
    const prefix = Number(slash[2]);
    if (slash[1]?.includes(":"))
      return prefix >= 112 && prefix <= 128 ? 2 ** (128 - prefix) : t("problem.ipv6Prefix");
    if (ipv4(slash[1] ?? "") === null) return t("problem.ipv4Network");
    if (prefix > 32) return t("problem.prefix");
    return prefix >= 31 ? 2 ** (32 - prefix) : 2 ** (32 - prefix) - 2;
  }
  const dash = /^([\d.]+)\s*-\s*([\d.]+)$/.exec(target);
  if (dash) {
    const first = ipv4(dash[1] ?? "");
    const end = dash[2] ?? "";
    const last = end.includes(".") ? ipv4(end) : ipv4((dash[1] ?? "").replace(/\d+$/, end));
    if (first === null || last === null) return t("problem.range");
    return last < first ? t("problem.rangeOrder") : last - first + 1;
  }
  if (target.includes(":")) return /^[0-9a-fA-F:.]+(%\w+)?$/.test(target) ? 1 : t("problem.ipv6");
  if (/^[\d.]+$/.test(target)) return ipv4(target) === null ? t("problem.ipv4") : 1;
  return HOST.test(target) ? 1 : t("problem.target");
}

export function checkTargets(text: string): TargetCheck {
  const targets = text
    .split(/[\n,;]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !part.startsWith("#"));
  const problems: string[] = [];
  let addresses = 0;
  for (const target of targets) {
    const weight = weigh(target);
    if (typeof weight === "string") problems.push(`${target}: ${weight}`);
    else addresses += weight;
  }
  if (addresses > MOST_ADDRESSES) {
    problems.push(t("problem.tooMany", { addresses: addresses.toLocaleString("en") }));
  }
  return { targets, addresses, problems };
}
