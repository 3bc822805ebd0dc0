import type { IncidentDetail } from "@/api/types";
import { actorSaid } from "@/lib/actor";
import { words } from "@/lib/format";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import { Mark } from "@/ui/Status";
import type { Tone } from "@/ui/tone";
import classes from "./Incident.module.css";
import { sentence } from "./sayings";
import { t } from "./texts";

const TONES: Readonly<Record<string, Tone>> = {
  opened: "bad",
  reopened: "bad",
  rerooted: "warning",
  merged: "off",
  paged: "warning",
  acknowledged: "info",
  assigned: "info",
  commented: "info",
  closed: "good",
};

/** What happened to an incident, oldest first: by itself and by people. */
export function Timeline({ lines }: { lines: IncidentDetail["timeline"] }) {
  if (lines.length === 0) return <Empty title={t("nothingHappened")} />;
  return (
    <ol className={classes.timeline}>
      {lines.map((line, index) => (
        <li key={index} className={classes.line}>
          <Mark tone={TONES[line.what] ?? "info"} size={14} />
          <span className="dim">
            <Moment at={line.at} />
          </span>
          <span className={classes.said}>
            <strong>{words(line.what)}</strong> {sentence("said", line.text, line.said)}{" "}
            {line.actor && <span className="dim">{t("by", { name: actorSaid(line.actor) })}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
