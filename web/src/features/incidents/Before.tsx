import type { Investigation } from "@/api/types";
import { objectOf, readable } from "@/features/alerts/objectOf";
import { words } from "@/lib/format";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import classes from "./Incident.module.css";
import { t } from "./texts";

/** `silence.begin Roof` is `Silence: begin Roof`: what the platform did to itself is told by a code. */
function toldOf(text: string): string {
  const [, code, rest] = /^([a-z_]+\.[a-z_]+)\b(.*)$/s.exec(text) ?? [];
  return code === undefined ? readable(text) : `${words(code)}${rest}`;
}

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
            {toldOf(change.text)}{" "}
            {change.actor && <span className="dim">{t("by", { name: change.actor })}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
