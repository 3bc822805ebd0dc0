import { Button, MultiSelect, NumberInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import classes from "./Notifications.module.css";
import { channelsQuery, schedulesQuery } from "./notifications";
import type { StepValues } from "./ruleForm";
import { t } from "./texts";

const MOST = 10;
const NEXT_MINUTES = 15;

interface StepsProps {
  steps: readonly StepValues[];
  onChange: (steps: StepValues[]) => void;
  error: string | undefined;
}

/** The chain of escalation: whom to tell, so long after the first message, until somebody acknowledges. */
export function Steps({ steps, onChange, error }: StepsProps) {
  const channels = useQuery(channelsQuery).data ?? [];
  const schedules = useQuery(schedulesQuery).data ?? [];
  const data = [
    {
      group: t("schedules"),
      items: schedules.map((one) => ({ value: `schedule:${one.id}`, label: one.name })),
    },
    {
      group: t("channels"),
      items: channels
        .filter((one) => one.kind !== "alertmanager")
        .map((one) => ({ value: `channel:${one.id}`, label: one.name })),
    },
  ];
  const change = (index: number, next: Partial<StepValues>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...next } : step)));
  const last = Number(steps.at(-1)?.minutes ?? 0);
  return (
    <fieldset className={classes.group}>
      <legend>{t("whom")}</legend>
      <p className={classes.hint}>{t("stepsHint")}</p>
      {steps.map((step, index) => (
        <div key={index} className={classes.item}>
          <div className={classes.line}>
            <span>{t("stepN", { n: index + 1 })}</span>
            {steps.length > 1 && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("removeStep", { n: index + 1 })}
                onClick={() => onChange(steps.filter((_, at) => at !== index))}
              >
                {t("remove")}
              </Button>
            )}
          </div>
          <div className={classes.pair}>
            <NumberInput
              label={t("afterMinutes")}
              min={0}
              max={10_080}
              value={step.minutes}
              onChange={(minutes) => change(index, { minutes })}
            />
            <MultiSelect
              label={t("tell")}
              data={data}
              searchable
              value={step.whom}
              onChange={(whom) => change(index, { whom })}
              error={step.whom.length === 0 ? error : undefined}
            />
          </div>
        </div>
      ))}
      {steps.length < MOST && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...steps, { minutes: last + NEXT_MINUTES, whom: [] }])}
        >
          {t("addStep")}
        </Button>
      )}
    </fieldset>
  );
}
