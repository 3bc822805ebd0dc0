import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import forms from "@/ui/forms.module.css";
import classes from "./Maintenance.module.css";
import { EVERY, NTHS, WEEKDAYS, type Recurrence, type Weekday } from "./rule";
import { t } from "./texts";

interface RuleFieldsProps {
  value: Recurrence;
  onChange: (value: Recurrence) => void;
}

/** How work recurs: fields instead of a rule, and the rule itself for what they cannot say. */
export function RuleFields({ value, onChange }: RuleFieldsProps) {
  const set = (change: Partial<Recurrence>) => onChange({ ...value, ...change });
  const recurs = value.every === "daily" || value.every === "weekly" || value.every === "monthly";
  return (
    <fieldset className={classes.rule}>
      <legend className="visually-hidden">{t("recurs")}</legend>
      <div className={forms.row}>
        <NativeSelect
          label={t("recurs")}
          data={EVERY.map((one) => ({ value: one, label: t(`every.${one}`) }))}
          value={value.every}
          onChange={(event) => set({ every: event.currentTarget.value as Recurrence["every"] })}
        />
        {recurs && (
          <NumberInput
            label={t("interval")}
            min={1}
            max={366}
            value={value.interval}
            onChange={(next) => set({ interval: typeof next === "number" ? Math.max(1, next) : 1 })}
          />
        )}
      </div>
      {value.every === "weekly" && <Days value={value.days} onChange={(days) => set({ days })} />}
      {value.every === "monthly" && <Monthly value={value} set={set} />}
      {value.every === "other" && (
        <TextInput
          label={t("rule")}
          description={t("ruleHint")}
          value={value.other}
          onChange={(event) => set({ other: event.currentTarget.value })}
        />
      )}
      {recurs && <Ends value={value} set={set} />}
    </fieldset>
  );
}

function Days({ value, onChange }: { value: readonly Weekday[]; onChange: (days: Weekday[]) => void }) {
  const turn = (day: Weekday) =>
    onChange(value.includes(day) ? value.filter((one) => one !== day) : [...value, day]);
  return (
    <div role="group" aria-label={t("onDays")} className={classes.days}>
      {WEEKDAYS.map((day) => (
        <button
          key={day}
          type="button"
          className={classes.day}
          aria-pressed={value.includes(day)}
          onClick={() => turn(day)}
        >
          {t(`day.${day}`)}
        </button>
      ))}
    </div>
  );
}

interface PartProps {
  value: Recurrence;
  set: (change: Partial<Recurrence>) => void;
}

function Monthly({ value, set }: PartProps) {
  return (
    <div className={forms.row}>
      <NativeSelect
        label={t("onWhich")}
        data={(["date", "weekday"] as const).map((one) => ({ value: one, label: t(`monthly.${one}`) }))}
        value={value.monthly}
        onChange={(event) => set({ monthly: event.currentTarget.value as Recurrence["monthly"] })}
      />
      {value.monthly === "weekday" && (
        <>
          <NativeSelect
            label={t("nth")}
            data={NTHS.map((one) => ({ value: one, label: t(`nth.${one}`) }))}
            value={value.nth}
            onChange={(event) => set({ nth: event.currentTarget.value as Recurrence["nth"] })}
          />
          <NativeSelect
            label={t("weekday")}
            data={WEEKDAYS.map((one) => ({ value: one, label: t(`day.${one}`) }))}
            value={value.weekday}
            onChange={(event) => set({ weekday: event.currentTarget.value as Weekday })}
          />
        </>
      )}
    </div>
  );
}

function Ends({ value, set }: PartProps) {
  return (
    <div className={forms.row}>
      <NativeSelect
        label={t("ends")}
        data={(["never", "until", "count"] as const).map((one) => ({ value: one, label: t(`ends.${one}`) }))}
        value={value.ends}
        onChange={(event) => set({ ends: event.currentTarget.value as Recurrence["ends"] })}
      />
      {value.ends === "until" && (
        <TextInput
          type="date"
          label={t("lastDay")}
          value={value.until}
          onChange={(event) => set({ until: event.currentTarget.value })}
        />
      )}
      {value.ends === "count" && (
        <NumberInput
          label={t("times")}
          min={1}
          max={1000}
          value={value.count}
          onChange={(next) => set({ count: typeof next === "number" ? Math.max(1, next) : 1 })}
        />
      )}
    </div>
  );
}
