import { IconBellOff } from "@tabler/icons-react";
import type { Alert } from "@/api/types";
import { clockTime, localTime } from "@/lib/format";
import { t } from "./texts";

type Mute = NonNullable<Alert["muted"]>;

/** Who or what keeps an alert quiet, and until when: "silenced by eve until 14:00:00". */
export function mutedText(mute: Mute, written: (at: string) => string = localTime): string {
  const until = written(mute.until);
  if (mute.kind === "maintenance") return t("inMaintenance", { until });
  return mute.by === null ? t("silenced", { until }) : t("silencedBy", { by: mute.by, until });
}

/** The mark beside an alert that nobody is told about: a word where there is room, otherwise the sign alone. */
export function Muted({ mute, short = false }: { mute: Alert["muted"]; short?: boolean }) {
  if (!mute) return null;
  const whole = [mutedText(mute), mute.reason].filter(Boolean).join(": ");
  return (
    <span className="dim" title={whole}>
      <IconBellOff size={14} aria-hidden="true" style={{ verticalAlign: "-2px" }} />{" "}
      <span className={short ? "visually-hidden" : undefined}>{mutedText(mute, clockTime)}</span>
    </span>
  );
}
