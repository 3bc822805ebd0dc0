import { Modal, MultiSelect, NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { NotificationRule } from "@/api/types";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { words } from "@/lib/format";
import { zoneName } from "@/lib/zone";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { tellDone } from "@/ui/toast";
import { HoursFields, HoursList } from "./HoursFields";
import classes from "./Notifications.module.css";
import { notificationsKey, saveRule, SEVERITIES } from "./notifications";
import { ruleOf, valuesOf } from "./ruleForm";
import { Steps } from "./Steps";
import { t } from "./texts";
import { Wording } from "./Wording";

/** Which incidents a rule is for, whom it tells one after the other, and when it waits. */
export function RuleDialog({ rule, onClose }: { rule?: NotificationRule; onClose: () => void }) {
  const sites = useQuery(sitesQuery).data ?? [];
  const pools = useQuery(poolsQuery).data ?? [];
  const form = useForm({
    initial: valuesOf(rule, zoneName()),
    check: (values) => ({
      name: values.name.trim() === "" ? t("needsName") : undefined,
      steps: values.steps.some((step) => step.whom.length === 0) ? t("needsWhom") : undefined,
    }),
    send: (values) => saveRule(rule?.id, ruleOf(values)),
    renews: [notificationsKey],
    onDone: (saved) => {
      tellDone(t("saved", { name: saved.name }));
      onClose();
    },
  });
  const { values } = form;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={rule ? t("changeOf", { name: rule.name }) : t("addRule")}
      centered
      lockScroll={false}
    >
      <Form form={form} failed={t("notSaved")} action={t("save")} onCancel={onClose}>
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <fieldset className={classes.group}>
          <legend>{t("which")}</legend>
          <NativeSelect
            label={t("leastSeverity")}
            data={SEVERITIES.map((value) => ({ value, label: words(value) }))}
            {...form.text("severity")}
          />
          <TextInput label={t("objects")} description={t("objectsHint")} {...form.text("objects")} />
          <MultiSelect
            label={t("sites")}
            data={choices(sites)}
            searchable
            limit={50}
            {...form.choice("sites")}
          />
          <MultiSelect
            label={t("pools")}
            description={t("poolsHint")}
            data={choices(pools)}
            searchable
            limit={50}
            {...form.choice("pools")}
          />
          <HoursList hours={values.hours} onChange={(hours) => form.set("hours", hours)} />
        </fieldset>
        <Steps
          steps={values.steps}
          onChange={(steps) => form.set("steps", steps)}
          error={form.choice("steps").error}
        />
        <fieldset className={classes.group}>
          <legend>{t("when")}</legend>
          <Switch label={t("hasQuiet")} description={t("quietHint")} {...form.tick("quiet")} />
          {values.quiet && (
            <HoursFields
              hours={values.quietHours}
              onChange={(hours) => form.set("quietHours", hours)}
              days={false}
            />
          )}
          <div className={classes.pair}>
            <NumberInput label={t("digest")} min={0} max={1440} {...form.choice("digest")} />
            <NumberInput label={t("cooldown")} min={0} max={10_080} {...form.choice("cooldown")} />
          </div>
          <p className={classes.hint}>{t("digestHint")}</p>
          <Switch label={t("recoveries")} {...form.tick("recoveries")} />
        </fieldset>
        <Wording words={values.words} onChange={(words) => form.set("words", words)} />
        <Switch label={t("isOn")} {...form.tick("enabled")} />
      </Form>
    </Modal>
  );
}

function choices(known: readonly { id: number; name: string }[]) {
  return known.map((one) => ({ value: String(one.id), label: one.name }));
}
