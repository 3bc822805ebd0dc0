import { ActionIcon, Modal, NativeSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { OnCallSchedule } from "@/api/types";
import { serverNow } from "@/lib/clock";
import { zoneName, zoneNames } from "@/lib/zone";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { tellDone } from "@/ui/toast";
import classes from "./Notifications.module.css";
import { channelsQuery, notificationsKey } from "./notifications";
import { t } from "./texts";
import { mondayOf } from "./weeks";

const USUAL_DAYS: number | string = 7;

/** Who takes turns, in which order, from when on, and when turns change. */
export function ScheduleDialog({ schedule, onClose }: { schedule?: OnCallSchedule; onClose: () => void }) {
  const plan = schedule?.plan;
  const form = useForm({
    initial: {
      name: schedule?.name ?? "",
      members: plan?.members ?? ([] as number[]),
      first: plan?.first_day ?? mondayOf(serverNow()),
      handover: (plan?.handover ?? "09:00").slice(0, 5),
      days: plan?.days ?? USUAL_DAYS,
      zone: plan?.time_zone ?? zoneName(),
    },
    check: (values) => ({
      name: values.name.trim() === "" ? t("needsName") : undefined,
      members: values.members.length === 0 ? t("needsMembers") : undefined,
    }),
    send: (values) => {
      const said = {
        name: values.name.trim(),
        plan: {
          members: values.members,
          first_day: values.first,
          handover: values.handover,
          days: Number(values.days),
          time_zone: values.zone,
        },
      };
      return schedule
        ? body(
            api.PUT("/api/v1/notifications/schedules/{schedule_id}", {
              params: { path: { schedule_id: schedule.id } },
              body: said,
            }),
          )
        : body(api.POST("/api/v1/notifications/schedules", { body: said }));
    },
    renews: [notificationsKey],
    onDone: (saved) => {
      tellDone(t("saved", { name: saved.name }));
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={schedule ? t("changeOf", { name: schedule.name }) : t("addSchedule")}
      centered
      lockScroll={false}
    >
      <Form form={form} failed={t("notSaved")} action={t("save")} onCancel={onClose}>
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <Members
          members={form.values.members}
          onChange={(members) => form.set("members", members)}
          error={form.choice("members").error}
        />
        <div className={classes.pair}>
          <TextInput type="date" label={t("firstDay")} {...form.text("first")} />
          <TextInput type="time" label={t("handover")} {...form.text("handover")} />
          <NumberInput label={t("daysOfATurn")} min={1} max={366} {...form.choice("days")} />
        </div>
        <Select
          label={t("zone")}
          description={t("zoneHint")}
          data={[...new Set(["UTC", zoneName(), ...zoneNames()])]}
          searchable
          allowDeselect={false}
          limit={50}
          value={form.values.zone}
          onChange={(zone) => form.set("zone", zone ?? "UTC")}
        />
      </Form>
    </Modal>
  );
}

interface MembersProps {
  members: readonly number[];
  onChange: (members: number[]) => void;
  error: string | undefined;
}

/** The order of the turns, changed by buttons, which everybody can press. */
function Members({ members, onChange, error }: MembersProps) {
  const channels = (useQuery(channelsQuery).data ?? []).filter((one) => one.kind !== "alertmanager");
  const nameOf = (id: number) => channels.find((one) => one.id === id)?.name ?? `#${id}`;
  const swap = (index: number, other: number) => {
    const next = [...members];
    const [a, b] = [next[index], next[other]];
    if (a === undefined || b === undefined) return;
    next[index] = b;
    next[other] = a;
    onChange(next);
  };
  return (
    <fieldset className={classes.group}>
      <legend>{t("turns")}</legend>
      {members.map((id, index) => (
        <div key={index} className={classes.line}>
          <span>
            {index + 1}. {nameOf(id)}
          </span>
          <span className={classes.actions}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("earlierTurn", { name: nameOf(id) })}
              onClick={() => swap(index, index - 1)}
            >
              <IconArrowUp size={15} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("laterTurn", { name: nameOf(id) })}
              onClick={() => swap(index, index + 1)}
            >
              <IconArrowDown size={15} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("removeOf", { name: nameOf(id) })}
              onClick={() => onChange(members.filter((_, at) => at !== index))}
            >
              <IconX size={15} />
            </ActionIcon>
          </span>
        </div>
      ))}
      <NativeSelect
        aria-label={t("addMember")}
        data={[
          { value: "", label: t("addMember") },
          ...channels.map((one) => ({ value: String(one.id), label: one.name })),
        ]}
        value=""
        error={error}
        onChange={(event) => {
          if (event.currentTarget.value) onChange([...members, Number(event.currentTarget.value)]);
        }}
      />
    </fieldset>
  );
}
