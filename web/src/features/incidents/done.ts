import { readable } from "@/features/alerts/objectOf";
import { knownText } from "@/i18n/catalogue";
import { words } from "@/lib/format";
import "./texts";

/** `silence.begin Roof` is `Silenced: Roof`: what people did is told by a code and a name. */
export function toldOf(text: string): string {
  const [, code, rest] = /^([a-z_]+\.[a-z_]+)\b(.*)$/s.exec(text) ?? [];
  if (code === undefined || rest === undefined) return readable(text);
  return knownText("incidents", `done.${code}`, { name: rest.trim() })?.trim() ?? words(code) + rest;
}
