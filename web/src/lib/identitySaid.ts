/** How a device's identity is known, in the page's language: the server says it in English. */
import { sentence } from "./format";
import { t } from "./texts";

const MARKS = {
  serial: t("mark.serial"),
  "system name": t("mark.system name"),
  "chassis MAC": t("mark.chassis MAC"),
  "engine id": t("mark.engine id"),
} as const;

const MARK = "(?<mark>serial|system name|chassis MAC|engine id)";
const FORMS = [
  [/^calls itself '(?<seen>.+)', as the inventory does$/, "identity.same"],
  [new RegExp(`^${MARK} is '(?<seen>.+)', known is '(?<known>.+)'$`), "identity.other"],
  [new RegExp(`^${MARK} '(?<seen>.+)' matches$`), "identity.matches"],
  [new RegExp(`^${MARK} '(?<seen>.+)' as first seen, not yet accepted$`), "identity.first"],
  [/^the device gives neither a serial nor a name$/, "identity.nothing"],
] as const;

export function identitySaid(reason: string): string {
  for (const [form, key] of FORMS) {
    const found = form.exec(reason);
    if (!found) continue;
    const { mark, seen = "", known = "" } = found.groups ?? {};
    const named = mark === undefined ? "" : MARKS[mark as keyof typeof MARKS];
    return t(key, { mark: named, seen, known });
  }
  return sentence(reason);
}
