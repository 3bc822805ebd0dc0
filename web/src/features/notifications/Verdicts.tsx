import type { NotificationPreview } from "@/api/types";
import { Moment } from "@/ui/Moment";
import { Empty } from "@/ui/states";
import { Status } from "@/ui/Status";
import classes from "./Notifications.module.css";
import { useNames } from "./notifications";
import { t } from "./texts";

type Verdict = NotificationPreview["rules"][number];
type Stage = Verdict["stages"][number];

const CHECK_TEXT = {
  severity: "checkSeverity",
  objects: "checkObjects",
  place: "checkPlace",
  hours: "checkHours",
} as const;

/** What each rule would do about an incident, those that apply first. */
export function Verdicts({ found }: { found: NotificationPreview }) {
  if (found.rules.length === 0) return <Empty title={t("noRules")}>{t("noRulesHint")}</Empty>;
  const rules = [...found.rules].sort((a, b) => Number(b.applies) - Number(a.applies));
  return (
    <>
      {found.muted_until && (
        <p className={classes.muted}>
          {t("mutedUntil")} <Moment at={found.muted_until} />
        </p>
      )}
      {!found.rules.some((one) => one.applies) && <p className={classes.muted}>{t("nobodyIsTold")}</p>}
      <ul className={classes.verdicts}>
        {rules.map((one) => (
          <li key={one.rule_id} className={classes.verdict} data-applies={one.applies}>
            <span>
              <Status
                code={one.applies ? "on" : "off"}
                label={one.name}
                tone={one.applies ? "good" : "off"}
              />{" "}
              <span className="faint">{reasonOf(one)}</span>
            </span>
            {one.applies && <Stages stages={one.stages} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function reasonOf(one: Verdict): string {
  if (!one.enabled) return t("ruleIsOff");
  const failed = one.checks.filter((check) => !check.passed);
  if (failed.length === 0) return t("applies");
  return t("doesNotApply", { what: failed.map((check) => t(CHECK_TEXT[check.what])).join(", ") });
}

function Stages({ stages }: { stages: readonly Stage[] }) {
  const names = useNames();
  return (
    <ol className={classes.stages}>
      {stages.map((stage, index) => (
        <li key={index}>
          <Moment at={stage.at} />{" "}
          {stage.recipients.length === 0
            ? t("nobody")
            : stage.recipients.map((one, at) => (
                <span key={one.channel_id}>
                  {at > 0 && ", "}
                  {one.schedule_id === null
                    ? names.channel(one.channel_id)
                    : t("bySchedule", {
                        name: names.channel(one.channel_id),
                        schedule: names.schedule(one.schedule_id),
                      })}
                  {one.held_until && (
                    <span className="faint">
                      {" "}
                      {t("heldUntil")} <Moment at={one.held_until} />
                    </span>
                  )}
                </span>
              ))}
        </li>
      ))}
    </ol>
  );
}
