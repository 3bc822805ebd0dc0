import { ActionIcon, Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { OnCallCalendar, OnCallSchedule } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { serverNow, useNow } from "@/lib/clock";
import { zoneName } from "@/lib/zone";
import { Confirm } from "@/ui/Confirm";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { Calendar } from "./Calendar";
import classes from "./OnCall.module.css";
import { calendarQuery, useNames, useRemoveOverride, useRemoveSchedule } from "./notifications";
import { OverrideDialog } from "./OverrideDialog";
import { t } from "./texts";
import { midnight, mondayOf, WEEKS, weeksAfter, type Shift } from "./weeks";

interface ScheduleProps {
  schedule: OnCallSchedule;
  onEdit: () => void;
}

/** One rotation: who is on call now, its calendar, and who steps in. */
export function Schedule({ schedule, onEdit }: ScheduleProps) {
  const [monday, setMonday] = useState(() => mondayOf(serverNow()));
  const [steppingIn, setSteppingIn] = useState<Shift | "next" | null>(null);
  const [removing, setRemoving] = useState(false);
  const calendar = useQuery(
    calendarQuery(schedule.id, midnight(monday), midnight(weeksAfter(monday, WEEKS))),
  );
  const mayEdit = useMay("notifications:edit");
  const names = useNames();
  return (
    <Panel
      title={schedule.name}
      note={schedule.now === null ? t("nobody") : t("onCallNow", { name: names.channel(schedule.now) })}
      actions={
        <>
          <Weeks monday={monday} onChange={setMonday} />
          {mayEdit && (
            <>
              <Button size="compact-sm" variant="default" onClick={() => setSteppingIn("next")}>
                {t("stepIn")}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={onEdit}>
                {t("edit")}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setRemoving(true)}>
                {t("remove")}
              </Button>
            </>
          )}
        </>
      }
    >
      <Loaded query={calendar} what={t("calendar")} rows={5}>
        {(found) => (
          <>
            <Calendar
              label={t("calendarOf", { name: schedule.name })}
              shifts={found.shifts}
              monday={monday}
              members={schedule.plan.members}
              nameOf={names.channel}
              onChoose={mayEdit ? setSteppingIn : undefined}
            />
            <p className={classes.note}>
              {mayEdit && `${t("chooseShift")} `}
              {t("rotationSays", {
                days: schedule.plan.days ?? 7,
                at: (schedule.plan.handover ?? "09:00").slice(0, 5),
                zone: schedule.plan.time_zone ?? "UTC",
                shown: zoneName(),
              })}
            </p>
            <Overrides calendar={found} nameOf={names.channel} mayEdit={mayEdit} />
          </>
        )}
      </Loaded>
      {steppingIn && (
        <OverrideDialog
          schedule={schedule}
          during={steppingIn === "next" ? undefined : steppingIn}
          onClose={() => setSteppingIn(null)}
        />
      )}
      {removing && <RemoveQuestion schedule={schedule} onClose={() => setRemoving(false)} />}
    </Panel>
  );
}

function Weeks({ monday, onChange }: { monday: string; onChange: (monday: string) => void }) {
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("earlier")}
        onClick={() => onChange(weeksAfter(monday, -1))}
      >
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Button size="compact-sm" variant="subtle" onClick={() => onChange(mondayOf(serverNow()))}>
        {t("today")}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("later")}
        onClick={() => onChange(weeksAfter(monday, 1))}
      >
        <IconChevronRight size={16} />
      </ActionIcon>
    </>
  );
}

interface OverridesProps {
  calendar: OnCallCalendar;
  nameOf: (id: number) => string;
  mayEdit: boolean;
}

function Overrides({ calendar, nameOf, mayEdit }: OverridesProps) {
  const remove = useRemoveOverride(calendar.schedule_id);
  const now = useNow(60);
  if (calendar.overrides.length === 0) return null;
  return (
    <>
      <h3 className={classes.subtitle}>{t("overrides")}</h3>
      <ul className={classes.overrides}>
        {calendar.overrides.map((one) => (
          <li key={one.id} data-over={Date.parse(one.ends_at) <= now}>
            <span>
              <strong>{nameOf(one.channel_id)}</strong> <Moment at={one.starts_at} /> –{" "}
              <Moment at={one.ends_at} />
              {one.reason && ` · ${one.reason}`} <span className="faint">{one.created_by}</span>
            </span>
            {mayEdit && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("takeBackOf", { name: nameOf(one.channel_id) })}
                loading={remove.isPending && remove.variables === one.id}
                onClick={() => remove.mutate(one.id)}
              >
                {t("takeBack")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function RemoveQuestion({ schedule, onClose }: { schedule: OnCallSchedule; onClose: () => void }) {
  const remove = useRemoveSchedule();
  return (
    <Confirm
      open
      danger
      title={t("removeQuestion", { name: schedule.name })}
      action={t("remove")}
      busy={remove.isPending}
      error={remove.error}
      consequences={[t("overridesGoToo")]}
      onClose={onClose}
      onConfirm={() => remove.mutate(schedule, { onSuccess: onClose })}
    />
  );
}
