import type { Outcome, PathAnswer } from "@/api/types";
import classes from "./Map.module.css";
import { t } from "./texts";

export interface Asked {
  path?: { source: string; target: string; answer: PathAnswer };
  loss?: { failure: string; outcome: Outcome };
  problem?: string;
}

/** The numbers of the last question, in sentences. */
export function Answer({ asked }: { asked: Asked }) {
  if (asked.problem) return <p className={classes.answer}>{`${t("couldNot")} ${asked.problem}`}</p>;
  if (asked.path) return <p className={classes.answer}>{pathText(asked.path)}</p>;
  if (asked.loss) return <LossAnswer outcome={asked.loss.outcome} />;
  return null;
}

function pathText({ source, target, answer }: NonNullable<Asked["path"]>): string {
  if (answer.cost === null) return t("noPath", { a: source, b: target });
  const said = { a: source, b: target, cost: answer.cost, n: answer.ecmp_paths };
  return answer.basis === "igp" ? t("pathCost", said) : t("pathHops", said);
}

function LossAnswer({ outcome }: { outcome: Outcome }) {
  const lost = outcome.cost_changes.filter((change) => change.after === null).length;
  const dearer = outcome.cost_changes.length - lost;
  const isolated = outcome.isolated.slice(0, 8).join(", ");
  return (
    <div className={classes.answer} role="status">
      <p>{outcome.partitioned ? t("parts", { n: outcome.components.length, isolated }) : t("stays")}</p>
      {outcome.cost_changes.length > 0 && <p>{t("dearer", { n: dearer, lost })}</p>}
      {outcome.sessions_lost.length > 0 && <p>{t("sessionsLost", { n: outcome.sessions_lost.length })}</p>}
    </div>
  );
}
