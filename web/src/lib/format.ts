/** Numbers, durations and moments as a person reads them. "Not known" is always the dash, never a zero. */
import { knownText, saidOf } from "@/i18n/catalogue";
import { trafficUnit } from "./chosen";
import { count, localDigits, NOT_KNOWN } from "./number";
import { t } from "./texts";
import { inZone } from "./zone";

export { count, NOT_KNOWN };

type Maybe = number | null | undefined;

function known(value: Maybe): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** Three significant digits, without an exponent: 9.42, 94.2, 942. */
export function significant(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 1) return localDigits(String(Number(value.toPrecision(3))));
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return localDigits(String(Number(value.toFixed(digits))));
}

function scaled(value: Maybe, steps: readonly string[], base: number, unit: string): string {
  if (!known(value)) return NOT_KNOWN;
  let rest = value;
  let step = 0;
  while (Math.abs(rest) >= base * 0.9995 && step < steps.length - 1) {
    rest /= base;
    step += 1;
  }
  return `${significant(rest)} ${steps[step] ?? ""}${unit}`.trimEnd();
}

const DECIMAL = ["", "k", "M", "G", "T", "P", "E"] as const;
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi"] as const;

/** Bits per second, decimal steps: `9.42 Gb/s`. */
export const bits = (value: Maybe): string =>
  trafficUnit() === "bits" || !known(value)
    ? scaled(value, DECIMAL, 1000, "b/s")
    : scaled(value / 8, DECIMAL, 1000, "B/s");
/** Events per second, decimal steps: `12.4 k/s`. */
export const perSecond = (value: Maybe): string => scaled(value, DECIMAL, 1000, "/s");
/** Bytes, binary steps: `15.6 GiB`. */
export const bytes = (value: Maybe): string => scaled(value, BINARY, 1024, "B");
/** A count in few characters: `12.4 k`. */
export const shortCount = (value: Maybe): string => scaled(value, DECIMAL, 1000, "");
/** A value that is already a percentage. */
export const percent = (value: Maybe): string => (known(value) ? `${significant(value)} %` : NOT_KNOWN);

/** The share `part / whole` as a percentage; 99.99 does not become 100 and 0.01 does not become 0. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return NOT_KNOWN;
  const value = (part / whole) * 100;
  if (value > 99.9 && part < whole) return localDigits("> 99.9 %");
  if (value < 0.1 && part > 0) return localDigits("< 0.1 %");
  return localDigits(`${Number(value.toFixed(1))} %`);
}

/** A value in the unit the server names (`bit/s`, `1/s`, `B`, `%`, `dBm`, `°C`, …). */
export function inUnit(value: Maybe, unit: string): string {
  switch (unit) {
    case "bit/s":
      return bits(value);
    case "1/s":
      return perSecond(value);
    case "B":
      return bytes(value);
    case "%":
      return percent(value);
    case "A":
    case "V":
    case "W":
      if (known(value) && value !== 0 && Math.abs(value) < 1) return `${significant(value * 1000)} m${unit}`;
      break;
    default:
      break;
  }
  if (!known(value)) return NOT_KNOWN;
  return `${significant(value)}${unit && unit !== "1" ? ` ${unit}` : ""}`;
}

const SPANS: readonly (readonly [number, string])[] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
];

/** A span of seconds in its two largest units: `3 d 4 h`, `12 s`, `0.4 s`. */
export function duration(seconds: Maybe): string {
  if (!known(seconds)) return NOT_KNOWN;
  if (seconds < 10) return localDigits(`${Number(seconds.toFixed(seconds < 1 ? 2 : 1))} s`);
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [size, name] of SPANS) {
    const whole = Math.floor(rest / size);
    if (whole > 0) parts.push(`${whole} ${name}`);
    else if (parts.length > 0) break;
    rest -= whole * size;
    if (parts.length === 2) break;
  }
  return parts.join(" ") || "0 s";
}

/** How long ago, in one unit: `4 s ago`, `3 d ago`. Moments ahead of the clock say so. */
export function age(at: string | number | null | undefined, now: number): string {
  if (at === null || at === undefined) return t("never");
  const seconds = Math.round((now - new Date(at).getTime()) / 1000);
  if (Number.isNaN(seconds)) return NOT_KNOWN;
  if (seconds < -2) return t("in", { span: oneUnit(-seconds) });
  if (seconds < 2) return t("justNow");
  return t("ago", { span: oneUnit(seconds) });
}

function oneUnit(seconds: number): string {
  for (const [size, name] of SPANS) {
    if (seconds >= size * (size === 86_400 ? 2 : 1.5) || size === 1)
      return `${Math.round(seconds / size)} ${name}`;
  }
  return `${seconds} s`;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Date and time in the preferred zone: `2026-03-14 09:26:53`. */
export function localTime(at: string | number): string {
  const t = inZone(at);
  return `${t.getUTCFullYear()}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())} ${clockTime(at)}`;
}

/** Time of day in the preferred zone: `09:26:53`. */
export function clockTime(at: string | number): string {
  const t = inZone(at);
  return `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}`;
}

/** The same moment in UTC, for the hover: `2026-03-14 08:26:53 UTC`. */
export function utcTime(at: string | number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** A code of the API (`not_configured`) as words (`Not configured`). */
export function words(code: string | null | undefined): string {
  const text = wordsWithin(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same inside a sentence: `12 not configured`. */
export function wordsWithin(code: string | null | undefined): string {
  if (!code) return NOT_KNOWN;
  return knownText("lib", `code.${code}`) ?? code.replaceAll("_", " ").replaceAll(".", ": ");
}

/** Maker and model as one name; many models say who made them already. */
export function product(vendor: string, model: string): string {
  return model.toLowerCase().startsWith(vendor.toLowerCase()) ? model : `${vendor} ${model}`.trim();
}

const SYSTEMS: Readonly<Record<string, string>> = {
  ios: "IOS",
  iosxe: "IOS XE",
  iosxr: "IOS XR",
  nxos: "NX-OS",
  eos: "EOS",
  junos: "Junos",
  saos: "SAOS",
  frr: "FRR",
  linux: "Linux",
  windows: "Windows",
};

/** An operating system's own name for itself, with its version: `IOS XE 17.9.4a`. */
export function systemName(os: string, version = ""): string {
  return [SYSTEMS[os] ?? os, version].filter(Boolean).join(" ");
}

/** A sample's object without the kind in front: `temperature/Inlet` is `Inlet`. */
export function withoutKind(object: string, kind: string): string {
  return kind !== "" && object.startsWith(`${kind}/`) ? object.slice(kind.length + 1) : object;
}

/** In another language: what the code says, and the facts that the server adds after a semicolon. */
function translated(own: string, code: string, rest: string): string {
  const said = saidOf(own, "lib", `because.${code}`);
  const added = rest.indexOf(";");
  return said === own || added < 0 ? said : said + rest.slice(added);
}

/** A reason of the API as a sentence: a leading code becomes words, it begins large and ends with a point. */
export function sentence(text: string): string {
  const [, code, rest] = /^([a-z]+(?:_[a-z]+)*)(?::\s*(.*))?$/s.exec(text) ?? [];
  const own = code === undefined ? text : rest === undefined ? words(code) : `${words(code)}: ${rest}`;
  const said = code === undefined || rest === undefined ? own : translated(own, code, rest);
  const large = said.charAt(0).toUpperCase() + said.slice(1);
  return large === "" || /[.!?…]$/.test(large) ? large : `${large}.`;
}
