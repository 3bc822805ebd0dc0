import { TextInput } from "@mantine/core";
import type { ChangeEvent } from "react";
import { serverNow } from "@/lib/clock";
import { oneOf } from "@/lib/search";
import { fromZone, inZone } from "@/lib/zone";
import { Filter } from "@/ui/table/Filters";
import classes from "./Availability.module.css";
import { PERIODS, type AvailabilitySearch } from "./search";
import { t } from "./texts";

const WEEK_S = 7 * 86_400;
const field = (ms: number): string => inZone(ms).toISOString().slice(0, 16);

interface PeriodPickerProps {
  search: AvailabilitySearch;
  onChange: (next: Partial<AvailabilitySearch>) => void;
}

/** Chooses the time that is told of: by a name, a month, or two moments. */
export function PeriodPicker({ search, onChange }: PeriodPickerProps) {
  const way = search.from !== undefined ? "between" : search.month !== undefined ? "month" : search.period;
  const set = (next: Partial<AvailabilitySearch>) =>
    onChange({ period: undefined, month: undefined, from: undefined, to: undefined, ...next });
  const now = serverNow();
  function choose(chosen: string | undefined) {
    if (chosen === "month") set({ month: field(now).slice(0, 7) });
    else if (chosen === "between") set({ from: Math.floor(now / 1000) - WEEK_S, to: Math.floor(now / 1000) });
    else set({ period: oneOf(chosen, PERIODS) });
  }
  const end = (name: "from" | "to") => ({
    type: "datetime-local",
    "aria-label": t(name),
    value: field((search[name] ?? 0) * 1000),
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      const moment = fromZone(event.currentTarget.value);
      if (!moment) return;
      const next = { from: search.from, to: search.to, [name]: moment.getTime() / 1000 };
      if ((next.from ?? 0) < (next.to ?? 0)) set(next);
    },
  });
  return (
    <div className={classes.picker} role="group" aria-label={t("period")}>
      <Filter
        label={t("period")}
        none={t("period.this_month")}
        value={way}
        options={[
          ...PERIODS.filter((name) => name !== "this_month").map((name) => ({
            value: name,
            label: t(`period.${name}`),
          })),
          { value: "month", label: t("period.month") },
          { value: "between", label: t("period.between") },
        ]}
        onChange={choose}
      />
      {way === "month" && (
        <TextInput
          type="month"
          aria-label={t("month")}
          value={search.month ?? ""}
          max={field(now).slice(0, 7)}
          onChange={(event) => event.currentTarget.value && set({ month: event.currentTarget.value })}
        />
      )}
      {way === "between" && (
        <>
          <TextInput {...end("from")} />
          <TextInput {...end("to")} />
        </>
      )}
    </div>
  );
}
