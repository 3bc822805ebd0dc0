/** What an alert says, in the language of the page where its words are shipped ones; words of people stay. */
import type { AlertSaid } from "@/api/types";
import { saidOf } from "@/i18n/catalogue";
import { localFigure } from "@/lib/number";
import "./texts";

const PLACE = /\{(\w+)\}/g;

/** `own` is the server's English, `said` the rule and what fills its summary. */
export function summaryOf(own: string, said: AlertSaid | null | undefined): string {
  const template = said ? saidOf("", "summaries", `summary.${said.code}`) : "";
  return said && template
    ? template.replace(PLACE, (place, name: string) => filled(said, name) ?? place)
    : own;
}

function filled({ facts }: AlertSaid, name: string): string | undefined {
  const fact = facts[name];
  return name === "value" && fact !== undefined ? localFigure(fact) : fact;
}
