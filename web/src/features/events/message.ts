/** What an event says, in the language of the page. */
import type { WatchEvent } from "@/api/types";
import { saidOf } from "@/i18n/catalogue";
import { sentence, wordsWithin } from "@/lib/format";
import { t } from "./texts";

type Told = Pick<
  WatchEvent,
  "kind" | "device_name" | "object" | "from_state" | "to_state" | "message" | "details"
>;

/** The server's sentence, or in another language that of its kind, with the reason where it has one. */
export function messageOf(event: Told): string {
  const { kind, device_name: device, object, message } = event;
  const what = saidOf(message, "events", `said.${kind}`, {
    device,
    object: object ?? "",
    from: wordsWithin(event.from_state),
    to: wordsWithin(event.to_state),
  });
  if (what === message) return message;
  const why = event.details.reason;
  return typeof why === "string" ? t("because", { what, why: sentence(why) }) : `${what}.`; // a name is never capitalised
}
