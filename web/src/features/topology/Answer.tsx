import { Button } from "@mantine/core";
import type { Outcome, PathAnswer, WaysAnswer } from "@/api/types";
import classes from "./Map.module.css";
import { ServiceLosses } from "./Services";
import { Shifts } from "./Shifts";
import { t } from "./texts";

export interface Asked {
  path?: { source: string; target: string; answer: PathAnswer; ways: WaysAnswer | null; shown?: number };
  loss?: { failures: string[]; links: string[]; outcome: Outcome };
  wish?: { a: string; b: string };
  problem?: string;
}

interface AnswerProps {
  asked: Asked;
  onWay: (at: number) => void;
}

/** The numbers of the last question, in sentences. */
export function Answer({ asked, onWay }: AnswerProps) {
  if (asked.problem) return <p className={classes.answer}>{`${t("couldNot")} ${asked.problem}`}</p>;
  if (asked.path) return <PathText path={asked.path} onWay={onWay} />;
  if (asked.wish) return <p className={classes.answer}>{t("wished", asked.wish)}</p>;
  if (asked.loss) return <LossAnswer outcome={asked.loss.outcome} />;
  return null;
}

function PathText({ path, onWay }: { path: NonNullable<Asked["path"]>; onWay: (at: number) => void }) {
  const { ways, shown } = path;
  return (
    <div className={classes.answer} role="status">
      <p>{pathText(path)}</p>
      {ways && ways.ways.length > 0 && (
        <ol className={classes.ways} aria-label={t("ways")}>
          {ways.ways.map((way, at) => (
            <li key={way.links.join(" ")}>
              <Button
                variant={shown === at ? "filled" : "default"}
                size="compact-sm"
                aria-pressed={shown === at}
                onClick={() => onWay(at)}
              >
                {t("wayCost", { cost: way.cost, hops: way.links.length })}
              </Button>{" "}
              <span className="dim">{way.hops.map((hop) => hop.device).join(" › ")}</span>
            </li>
          ))}
        </ol>
      )}
      {ways && ways.ways.length > 0 && <p>{apartText(ways)}</p>}
      {ways && ways.link_cut.length > 0 && <p>{cutText(ways)}</p>}
    </div>
  );
}

function apartText({ apart }: WaysAnswer): string {
  if (apart.node && apart.risk) return t("apartAll");
  if (apart.node) return t("apartNode");
  return apart.link ? t("apartLink") : t("apartNone");
}

function cutText({ link_cut: links, node_cut: nodes }: WaysAnswer): string {
  return nodes === null
    ? t("cutLinks", { count: links.length })
    : t("cutBoth", { count: links.length, nodes: nodes.join(", ") });
}

function pathText({ source, target, answer }: NonNullable<Asked["path"]>): string {
  if (answer.cost === null) return t("noPath", { a: source, b: target });
  const said = { a: source, b: target, count: answer.ecmp_paths };
  return answer.basis === "igp"
    ? t("pathCost", { ...said, cost: answer.cost })
    : t("pathHops", { ...said, hops: t("nHops", { count: answer.cost }) });
}

function LossAnswer({ outcome }: { outcome: Outcome }) {
  const lost = outcome.cost_changes.filter((change) => change.after === null).length;
  const dearer = outcome.cost_changes.length - lost;
  const isolated = outcome.isolated.slice(0, 8).join(", ");
  return (
    <div className={classes.answer} role="status">
      <p>{outcome.partitioned ? t("parts", { count: outcome.components.length }) : t("stays")}</p>
      {isolated !== "" && <p>{t("cutOff", { isolated })}</p>}
      {outcome.cost_changes.length > 0 && <p>{t("dearer", { count: dearer, lost })}</p>}
      {outcome.sessions_lost.length > 0 && (
        <p>{t("sessionsLost", { count: outcome.sessions_lost.length })}</p>
      )}
      <ServiceLosses services={outcome.services} />
      <Shifts traffic={outcome.traffic} />
    </div>
  );
}
