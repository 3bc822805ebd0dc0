import { useNow } from "@/lib/clock";
import { duration } from "@/lib/format";
import { useLiveState } from "@/live/useLive";
import type { LiveStatus } from "@/live/channel";
import { Mark } from "@/ui/Status";
import type { Tone } from "@/ui/tone";
import classes from "./Shell.module.css";
import { t } from "./texts";

const SAYS: Readonly<Record<LiveStatus, readonly [Tone, string]>> = {
  off: ["unknown", t("notLive")],
  connecting: ["busy", t("connecting")],
  live: ["good", t("live")],
  lost: ["bad", t("connectionLost")],
};

/** Whether the page hears news as it happens. When not, it says since when: pages then renew every half minute. */
export function LiveMark({ compact = false }: { compact?: boolean }) {
  const { status, since } = useLiveState();
  const now = useNow();
  const [tone, label] = SAYS[status];
  const lost = status === "lost";
  return (
    <span
      className={classes.live}
      role="status"
      title={lost ? t("tryingAgainPagesRenewEvery") : t("stateOfTheLiveChannel")}
    >
      <Mark tone={tone} size={10} />
      <span className={compact && !lost ? "visually-hidden" : undefined}>{label}</span>
      {lost && <span className="faint num">{duration(Math.max(0, Math.round((now - since) / 1000)))}</span>}
    </span>
  );
}
