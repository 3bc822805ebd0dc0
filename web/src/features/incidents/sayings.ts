/** What the platform says of incidents by codes, in the language of the page. */
import { objectOf, readable } from "@/features/alerts/objectOf";
import { saidOf } from "@/i18n/catalogue";
import { wordsWithin } from "@/lib/format";
import { localDigits } from "@/lib/number";
import { t } from "./texts";

interface Saying {
  code: string;
  facts: Readonly<Record<string, string>>;
}

/** What the engine calls the symptom that all alerts of an incident are. */
const WHOLE = "the incident";

const FACTS: Readonly<Record<string, (fact: string) => string>> = {
  object: named,
  other: named,
  objects: (fact) => fact.split(", ").map(objectOf).join(", "),
  condition: wordsWithin,
  metric: wordsWithin,
  distance: localDigits,
  worst: localDigits,
};

function named(entity: string): string {
  return entity === WHOLE ? t("theIncident") : objectOf(entity);
}

/** A sentence of the kind `said` (timelines) or `why` (causes); words of people have no code. */
export function sentence(kind: "said" | "why", text: string, said: Saying | null | undefined): string {
  const own = readable(text);
  if (!said) return own;
  const facts = Object.entries(said.facts).map(
    ([name, fact]) => [name, FACTS[name]?.(fact) ?? fact] as const,
  );
  return saidOf(own, "incidents", `${kind}.${said.code}`, Object.fromEntries(facts));
}
