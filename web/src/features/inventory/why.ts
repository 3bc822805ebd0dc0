/** Why a device is shown as it is: each reason with what it rests on, worst first. */
import type { Device } from "@/api/types";
import { sentence, words } from "@/lib/format";
import { identitySaid } from "@/lib/identitySaid";
import type { Tone } from "@/ui/tone";
import { t } from "./texts";

export interface Reason {
  tone: Tone;
  what: string;
  /** How it is known. */
  because: string;
  at: string | null;
}

type Judged = Pick<
  Device,
  | "state"
  | "state_reason"
  | "state_since"
  | "identity_state"
  | "identity_reason"
  | "last_ok_at"
  | "last_polled_at"
  | "last_outcome"
  | "fresh"
  | "enabled"
>;

export function reasonsOf(device: Judged): Reason[] {
  const reasons: Reason[] = [];
  if (!device.enabled)
    return [{ tone: "off", what: t("whyPaused"), because: t("whyPausedBecause"), at: null }];
  if (device.state === "down") {
    const said = device.state_reason || t("notSaid");
    reasons.push({ tone: "bad", what: t("whyDown"), because: sentence(said), at: device.state_since });
  }
  if (device.state === "unknown") {
    const said = device.state_reason || t("notAskedYet");
    reasons.push({ tone: "unknown", what: t("whyUnknown"), because: sentence(said), at: device.state_since });
  }
  if (device.identity_state === "mismatch") {
    const said = device.identity_reason
      ? identitySaid(device.identity_reason)
      : sentence(t("anotherSystemNameOrSerialAnswered"));
    reasons.push({ tone: "bad", what: t("whyMismatch"), because: said, at: null });
  }
  if (device.last_outcome && !["ok", device.state].includes(device.last_outcome)) {
    reasons.push({
      tone: device.last_outcome === "partial" ? "warning" : "bad",
      what: t("whyOutcome", { outcome: words(device.last_outcome) }),
      because: t("whyOutcomeBecause"),
      at: device.last_polled_at,
    });
  }
  if (!device.fresh && device.state === "up") {
    reasons.push({
      tone: "warning",
      what: t("whyStale"),
      because: t("whyStaleBecause"),
      at: device.last_ok_at,
    });
  }
  return reasons;
}
