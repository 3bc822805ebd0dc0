import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { OnCallSchedule } from "@/api/types";
import { serverNow } from "@/lib/clock";
import { fromZone, inZone } from "@/lib/zone";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { tellDone } from "@/ui/toast";
import classes from "./Notifications.module.css";
import { channelsQuery, notificationsKey } from "./notifications";
import { t } from "./texts";
import type { Shift } from "./weeks";

const USUAL_MS = 86_400_000;
const field = (ms: number): string => inZone(ms).toISOString().slice(0, 16);

interface OverrideDialogProps {
  schedule: OnCallSchedule;
  /** The shift that was chosen; without one, the next day. */
  during?: Shift | undefined;
  onClose: () => void;
}

/** Have somebody step in for a time, whoever's turn it is. */
export function OverrideDialog({ schedule, during, onClose }: OverrideDialogProps) {
  const channels = (useQuery(channelsQuery).data ?? []).filter((one) => one.kind !== "alertmanager");
  const form = useForm({
    initial: {
      channel: "",
      start: field(Math.max(serverNow(), during ? Date.parse(during.start) : 0)),
      end: field(during ? Date.parse(during.end) : serverNow() + USUAL_MS),
      reason: "",
    },
    check: (values) => ({
      channel: values.channel === "" ? t("needsChannel") : undefined,
      start: fromZone(values.start) ? undefined : t("isNeeded"),
      end: fromZone(values.end) && values.end > values.start ? undefined : t("endsAfterStart"),
    }),
    send: (values) =>
      body(
        api.POST("/api/v1/notifications/schedules/{schedule_id}/overrides", {
          params: { path: { schedule_id: schedule.id } },
          body: {
            channel_id: Number(values.channel),
            starts_at: (fromZone(values.start) ?? new Date()).toISOString(),
            ends_at: (fromZone(values.end) ?? new Date()).toISOString(),
            reason: values.reason,
          },
        }),
      ),
    renews: [notificationsKey],
    onDone: () => {
      tellDone(t("stepsIn"));
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("stepInOn", { name: schedule.name })}
      centered
      lockScroll={false}
    >
      <Form form={form} failed={t("notSaved")} action={t("stepIn")} onCancel={onClose}>
        <NativeSelect
          label={t("who")}
          data={[
            { value: "", label: "" },
            ...channels.map((one) => ({ value: String(one.id), label: one.name })),
          ]}
          {...form.text("channel")}
          data-autofocus
        />
        <div className={classes.pair}>
          <TextInput type="datetime-local" label={t("from")} {...form.text("start")} />
          <TextInput type="datetime-local" label={t("until")} {...form.text("end")} />
        </div>
        <TextInput label={t("reason")} {...form.text("reason")} />
      </Form>
    </Modal>
  );
}
