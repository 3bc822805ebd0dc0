import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { HealthContribution, HealthDetail, HealthEvidence, HealthKind, HealthTrend } from "@/api/types";
import { Sparkline } from "@/features/series/Sparkline";
import { useNow } from "@/lib/clock";
import { NOT_KNOWN, share, words } from "@/lib/format";
import { Mark, Status } from "@/ui/Status";
import classes from "./Health.module.css";
import { heldPoints, historyQuery, stateWord, toneOfHealth } from "./health";
import { saidOf } from "./said";
import { t } from "./texts";

export const scoreText = (score: number | null): string =>
  score === null ? NOT_KNOWN : String(Math.floor(score));

/** The number, its band, how much of it is known, and what costs most. */
export function Verdict({ health }: { health: HealthDetail }) {
  return (
    <div className={classes.heading}>
      <span className={classes.number}>{scoreText(health.score)}</span>
      <Status code={health.state} tone={toneOfHealth(health.state)} label={stateWord(health.state)} />
      <span className="dim">{t("covered", { share: share(health.coverage, 1) })}</span>
      <span className={classes.why}>{health.reason ? saidOf(health.reason, health.said) : t("allWell")}</span>
    </div>
  );
}

const toneOfScore = (score: number): "good" | "warning" | "bad" =>
  score >= 90 ? "good" : score >= 70 ? "warning" : "bad";

/** What a score follows from: what it cannot rise above, and each part with its evidence. */
export function Unfolded({ health }: { health: HealthDetail }) {
  return (
    <>
      {health.gates.length > 0 && (
        <ul className={classes.gates} aria-label={t("gates")}>
          {health.gates.map((gate, index) => (
            <li key={index}>
              <Mark tone={gate.at_most <= 69 ? "bad" : "warning"} />
              <span>
                {t("atMost", { score: scoreText(gate.at_most) })}{" "}
                <Evidence all={gate.evidence} text={saidOf(gate.text, gate.said)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className={classes.parts} aria-label={t("contributions")}>
        {health.contributions.map((part, index) => (
          <Part key={index} part={part} />
        ))}
      </ul>
    </>
  );
}

function Part({ part }: { part: HealthContribution }) {
  return (
    <li className={classes.part}>
      <span>{words(part.name)}</span>
      {part.score === null ? (
        <span className="dim">{t("notKnown")}</span>
      ) : (
        <span className={classes.bar} data-tone={toneOfScore(part.score)}>
          <span style={{ width: `${part.score}%` }} />
        </span>
      )}
      <span className="num">
        {part.score === null
          ? NOT_KNOWN
          : t("ofShare", { score: scoreText(part.score), share: share(part.share, 1) })}
      </span>
      <span>
        {saidOf(part.text, part.said)}
        {part.evidence.length > 1 &&
          part.evidence.map((one, index) => (
            <span key={index} className={classes.evidence}>
              <Evidence all={[one]} text={saidOf(one.text, one.said)} />
            </span>
          ))}
      </span>
    </li>
  );
}

/** A fact in words, as a link to where it is kept when there is such a place. */
function Evidence({ all, text }: { all: readonly HealthEvidence[]; text: string }) {
  const one = all[0];
  if (all.length === 1 && one?.kind === "anomaly")
    return (
      <Link to="/anomalies/$anomalyId" params={{ anomalyId: one.reference }}>
        {text}
      </Link>
    );
  if (all.length === 1 && one?.kind === "device")
    return (
      <Link to="/devices/$deviceId" params={{ deviceId: one.reference }}>
        {text}
      </Link>
    );
  return <>{text}</>;
}

interface CourseProps {
  kind: HealthKind;
  id: number;
  name: string;
  trends: readonly HealthTrend[];
}

const HOURS = 7 * 24;

/** The course of a week, and where it goes. */
export function Course({ kind, id, name, trends }: CourseProps) {
  const history = useQuery(historyQuery(kind, id, HOURS));
  const end = useNow(300);
  const start = end - HOURS * 3_600_000;
  return (
    <>
      <p className={classes.trends}>
        {trends.map((one) => (
          <span key={one.window}>
            {t("trend", { window: one.window, direction: t(`direction.${directionOf(one.direction)}`) })}
            {one.change !== null && one.direction !== "steady" && t("points", { change: signed(one.change) })}
          </span>
        ))}
      </p>
      {history.data && history.data.points.length > 0 && (
        <div className={classes.spark} role="img" aria-label={t("courseOf", { name })}>
          <Sparkline
            points={heldPoints(history.data.points, start, end)}
            start={start}
            end={end}
            width={480}
          />
        </div>
      )}
    </>
  );
}

const DIRECTIONS = ["rising", "falling", "steady"] as const;

const directionOf = (direction: string) => DIRECTIONS.find((one) => one === direction) ?? "unknown";

const signed = (change: number): string => `${change > 0 ? "+" : "−"}${Math.abs(change).toFixed(0)}`;
