import type { Investigation } from "@/api/types";
import { objectOf } from "@/features/alerts/objectOf";
import { actorSaid } from "@/lib/actor";
import { words } from "@/lib/format";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import { toldOf } from "./done";
import classes from "./Incident.module.css";
import { t } from "./texts";

/** What was changed in the two hours before an incident, newest first. */
export function Before({ changes }: { changes: Investigation["before"] }) {
  if (changes.length === 0) return <Empty title={t("nothingBefore")} />;
  return (
    <ol className={classes.before}>
      {changes.map((change, index) => (
        <li key={index}>
          <span className="dim">
            <Moment at={change.at} /> {words(change.kind)}
          </span>
          <span className={classes.said}>
            {change.entity && <strong>{objectOf(change.entity)} </strong>}
            {toldOf(change)}{" "}
            {change.actor && <span className="dim">{t("by", { name: actorSaid(change.actor) })}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
