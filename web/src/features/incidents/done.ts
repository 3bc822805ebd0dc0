/** What was done before an incident, in the language of the page. */
import type { Investigation, WatchEvent } from "@/api/types";
import { readable } from "@/features/alerts/objectOf";
import { messageOf } from "@/features/events/message";
import { knownText } from "@/i18n/catalogue";
import { localTime, words } from "@/lib/format";
import { t } from "./texts";

type Change = Pick<Investigation["before"][number], "kind" | "text" | "facts">;

/** An event tells its sentence, the map what became of its links, maintenance how long it lasts, people what they did. */
export function toldOf({ kind, text, facts }: Change): string {
  if (facts.event !== undefined) return readable(happened(text, facts));
  if (kind === "topology") return t("mapChanged", { what: turned(facts) });
  if (kind === "maintenance" && facts.until) return t("maintained", { until: localTime(facts.until) });
  return done(text);
}

const happened = (message: string, facts: Change["facts"]): string =>
  messageOf({
    kind: facts.event as WatchEvent["kind"],
    device_name: facts.device ?? "",
    object: facts.object ?? "",
    from_state: facts.from ?? "",
    to_state: facts.to ?? "",
    message,
    details: {},
  });

const LINKS = { appeared: "linksAppeared", gone: "linksGone", changed: "linksChanged" } as const;

/** `2 links appeared, 1 went`: what did not happen is not said. */
const turned = (facts: Change["facts"]): string =>
  Object.entries(LINKS)
    .map(([fact, key]) => ({ key, count: Number(facts[fact] ?? 0) }))
    .filter(({ count }) => count > 0)
    .map(({ key, count }) => t(key, { count }))
    .join(", ");

/** `silence.begin Roof` is `Silenced: Roof`: what people did is told by a code and a name. */
function done(text: string): string {
  const [, code, rest] = /^([a-z_]+\.[a-z_]+)\b(.*)$/s.exec(text) ?? [];
  if (code === undefined || rest === undefined) return readable(text);
  return knownText("incidents", `done.${code}`, { name: rest.trim() })?.trim() ?? words(code) + rest;
}
