/** The sentences of a health in the language of the page, from what they were made of. */
import type { HealthSaid } from "@/api/types";
import { knownText } from "@/i18n/catalogue";
import { language } from "@/i18n/language";
import { readable } from "@/features/alerts/objectOf";
import { summaryOf } from "@/features/summaries/summary";
import { duration, sentence, significant } from "@/lib/format";
import { localDigits } from "@/lib/number";
import "./texts";

type Value = HealthSaid["values"][string];

const LEAST_PERCENT = 0.001;
const LEAST_MS = 0.1;

/** A text of the server as it is, or in another language what it was made of told anew. */
export const saidOf = (text: string, said: HealthSaid | null): string =>
  (language !== "en" && said ? tell(said) : undefined) ?? readable(text);

/** The sentence of a code in the language of the page; undefined where there is none. */
export function tell(said: HealthSaid): string | undefined {
  const values = Object.entries(said.values).map(([name, value]) => [name, valueOf(name, value)] as const);
  if (said.code === "rule") return alertSaid(Object.fromEntries(values));
  return knownText("health", `said.${said.code}`, Object.fromEntries(values));
}

/** What an alert says: of which rule it is, what fills that one's summary, and the server's own words. */
const alertSaid = ({ rule = "", text = "", ...facts }: Record<string, string>): string =>
  summaryOf(text, { code: rule, facts });

function valueOf(name: string, value: Value): string {
  if (typeof value === "number") return figureOf(name, value);
  if (typeof value === "string") return wordOf(name, value);
  if (!Array.isArray(value)) return tell(value) ?? value.code;
  return value
    .map((one) => (typeof one === "string" ? wordOf(name, one) : (tell(one) ?? one.code)))
    .join(", ");
}

function figureOf(name: string, value: number): string {
  if (name === "share_percent") return localDigits(`${Number(value.toPrecision(4))} %`);
  if (name === "percent") return below(value, LEAST_PERCENT) ?? `${significant(value)} %`;
  if (name === "ms" || name === "usual_ms")
    return below(value, LEAST_MS, "ms") ?? localDigits(`${value.toFixed(1)} ms`);
  if (name === "seconds") return duration(value);
  return localDigits(value.toFixed(name === "db" ? 1 : 0));
}

const below = (value: number, least: number, unit = "%"): string | undefined =>
  value > 0 && value < least ? localDigits(`< ${least} ${unit}`) : undefined;

/** Codes as words; names of devices and objects, and what others said, as they are. */
function wordOf(name: string, value: string): string {
  if (name === "reason") return sentence(value).replace(/\.$/, "");
  if (name === "text") return readable(value);
  if (name === "kind" || name === "metric" || name === "state" || name === "parts" || name === "name")
    return (
      knownText("health", `word.${value}`) ?? knownText("lib", `code.${value.replaceAll(" ", "_")}`) ?? value
    );
  return value;
}
