import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { zoneName, zoneNames } from "@/lib/zone";
import classes from "./Notifications.module.css";
import { DAYS, type HoursValues } from "./ruleForm";
import { t } from "./texts";

interface HoursFieldsProps {
  hours: HoursValues;
  onChange: (hours: HoursValues) => void;
  /** Whether days of the week can be chosen. */
  days?: boolean;
}

const zones = (): string[] => [...new Set(["UTC", zoneName(), ...zoneNames()])];

/** Hours by the clock on a wall: days, from, to, and whose wall. */
export function HoursFields({ hours, onChange, days = true }: HoursFieldsProps) {
  return (
    <>
      {days && (
        <MultiSelect
          label={t("days")}
          placeholder={hours.days.length === 0 ? t("everyDay") : undefined}
          data={DAYS.map((value) => ({ value, label: t(value) }))}
          value={hours.days}
          onChange={(chosen) => onChange({ ...hours, days: DAYS.filter((day) => chosen.includes(day)) })}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          type="time"
          label={t("from")}
          value={hours.start}
          onChange={(event) => onChange({ ...hours, start: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t("until")}
          value={hours.end}
          onChange={(event) => onChange({ ...hours, end: event.currentTarget.value })}
        />
        <Select
          label={t("zone")}
          data={zones()}
          searchable
          allowDeselect={false}
          limit={50}
          value={hours.zone}
          onChange={(zone) => onChange({ ...hours, zone: zone ?? "UTC" })}
        />
      </div>
    </>
  );
}

interface HoursListProps {
  hours: readonly HoursValues[];
  onChange: (hours: HoursValues[]) => void;
}

/** When a rule is in force: in any of these; without one, always. */
export function HoursList({ hours, onChange }: HoursListProps) {
  const fresh: HoursValues = { days: [], start: "08:00", end: "18:00", zone: zoneName() };
  return (
    <>
      {hours.map((one, index) => (
        <div key={index} className={classes.item}>
          <div className={classes.line}>
            <span>{t("hoursN", { n: index + 1 })}</span>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t("removeHours", { n: index + 1 })}
              onClick={() => onChange(hours.filter((_, at) => at !== index))}
            >
              {t("remove")}
            </Button>
          </div>
          <HoursFields
            hours={one}
            onChange={(next) => onChange(hours.map((old, at) => (at === index ? next : old)))}
          />
        </div>
      ))}
      <div className={classes.line}>
        <span className={classes.hint}>{hours.length === 0 ? t("always") : t("inOneOfThese")}</span>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...hours, fresh])}
        >
          {t("addHours")}
        </Button>
      </div>
    </>
  );
}
