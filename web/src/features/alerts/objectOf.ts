/** What an alert is about, as people say it. */
import { knownText } from "@/i18n/catalogue";
import "@/lib/texts";

/** Without its prefix: `if:edge1:ge-0/0/1` is `edge1 ge-0/0/1`, a link is its two ends. */
export function objectOf(entity: string): string {
  const link = /^link:(?:physical:)?(.+)--(.+)$/.exec(entity);
  if (link) return link.slice(1).map(spaced).join(" – ");
  const [kind = "", ...rest] = entity.split(":");
  const name = rest.join(":");
  if (!name) return entity;
  return kind === "node" || kind === "link" ? name : spaced(name);
}

const ENTITY = /\b(?:if|node|link|peer|host|platform):[^\s,;]+/g;
const CODE = /\b[a-z]+(?:_[a-z]+)+\b/g;

/** A sentence of the server with what it names as people say it: objects without prefixes, codes as words. */
export function readable(text: string): string {
  return text
    .replace(ENTITY, (entity) => objectOf(entity))
    .replace(CODE, (code) => knownText("lib", `code.${code}`) ?? code);
}

/** `edge1:ge-0/0/1` is `edge1 ge-0/0/1`; a device's own name has no colon. */
function spaced(name: string): string {
  return name.replace(":", " ");
}
