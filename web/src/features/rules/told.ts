/** What rules say, in the language of the page: texts that are as they come are told anew, words of people stay. */
import type { RuleInput, RuleView } from "@/api/types";
import { saidOf } from "@/i18n/catalogue";
import "@/features/summaries/texts";
import "./texts";

type Told = Pick<RuleInput, "name" | "summary" | "advice">;

const SOURCES = {
  name: ["lib", "code"],
  summary: ["summaries", "summary"],
  advice: ["rules", "advice"],
} as const;

/** The name, summary and advice of a rule as the page shows them. */
export function toldOf({
  key,
  rule,
  as_shipped,
}: Pick<RuleView, "key" | "rule" | "as_shipped">): Required<Told> {
  const told = (field: keyof typeof SOURCES) => {
    const own = rule[field] ?? "";
    const [slice, kind] = SOURCES[field];
    const said = as_shipped.includes(field) ? saidOf(own, slice, `${kind}.${key}`) : own;
    return field === "name" ? said.charAt(0).toUpperCase() + said.slice(1) : said;
  };
  return { name: told("name"), summary: told("summary"), advice: told("advice") };
}

/** What is sent of a form that showed `told`: what nobody touched stays as it is kept, in whatever language that is. */
export function keptOf(values: Required<Told>, told: Required<Told>, rule: RuleInput): Required<Told> {
  const kept = (field: keyof Told) => (values[field] === told[field] ? (rule[field] ?? "") : values[field]);
  return { name: kept("name"), summary: kept("summary"), advice: kept("advice") };
}
