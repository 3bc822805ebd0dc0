import { Fragment } from "react";
import type { Investigation } from "@/api/types";
import { objectOf } from "@/features/alerts/objectOf";
import { Status } from "@/ui/Status";
import { toldOf } from "./done";
import classes from "./Incident.module.css";
import { sentence } from "./sayings";
import { t } from "./texts";

const TONES = { verified: "bad", likely: "warning", possible: "off" } as const;
const VERDICTS = {
  fault_found: "verdictFault",
  inconclusive: "verdictInconclusive",
  healthy: "verdictHealthy",
} as const;

type Said = Investigation["ruled_out"][number];

const told = (said: Said) => sentence("why", said.text, said);

/** That something was changed on a cause is told as the list of what was changed before tells it. */
function evidence(said: Said, entity: string, before: Investigation["before"]): string {
  const change = before.find((one) => one.entity === entity && one.text === said.facts.change);
  return change ? t("why.changed", { change: toldOf(change) }) : told(said);
}

/** The ranked causes of an incident with how each spread, and what spoke for others. */
export function Causes({ found }: { found: Investigation }) {
  return (
    <div className={classes.causes}>
      <p className="dim">{t(VERDICTS[found.verdict])}</p>
      {found.causes.map((cause) => (
        <article key={cause.entity} className={classes.cause}>
          <h3 className={classes.causeHead}>
            <Status code={cause.label} label={t(cause.label)} tone={TONES[cause.label]} />
            <span>{objectOf(cause.entity)}</span>
          </h3>
          {cause.path.length > 1 && <Way path={cause.path} />}
          <Lines
            title={t("evidence")}
            lines={cause.evidence.map((said) => evidence(said, cause.entity, found.before))}
          />
        </article>
      ))}
      <Lines title={t("ruledOut")} lines={found.ruled_out.map(told)} />
      <Lines title={t("blindSpots")} lines={found.blind_spots.map(objectOf)} />
    </div>
  );
}

/** From the cause to the last that it took along. */
function Way({ path }: { path: readonly string[] }) {
  return (
    <p className={classes.way} aria-label={t("wayOfTheFault")}>
      {path.map((one, index) => (
        <Fragment key={one}>
          {index > 0 && <span aria-hidden>→</span>}
          <span className={classes.stop}>{objectOf(one)}</span>
        </Fragment>
      ))}
    </p>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>
        {title} ({lines.length})
      </summary>
      <ul className={classes.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
