import { MultiSelect, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import type { RuleInput } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { words } from "@/lib/format";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { Panel } from "@/ui/Panel";
import { tellDone } from "@/ui/toast";
import { Meaning } from "./Meaning";
import { checkQuery, rulesKey, SEVERITIES } from "./rules";
import classes from "./Rules.module.css";
import { t } from "./texts";
import { keptOf } from "./told";
import { Trial } from "./Trial";
import { Vocabulary } from "./Vocabulary";

interface EditorProps {
  /** Empty: a new rule. */
  ruleKey: string;
  rule: RuleInput;
  /** Its texts in the language of the page. */
  told: Pick<Required<RuleInput>, "name" | "summary" | "advice">;
}

const KEY = /^[a-z][a-z0-9_]{1,59}$/;

/** What a rule says on the left, what it would have raised on the right; the condition is read while it is written. */
export function RuleEditor({ ruleKey, rule, told }: EditorProps) {
  const mayEdit = useMay("rules:edit");
  const navigate = useNavigate();
  const sites = useQuery(sitesQuery);
  const pools = useQuery(poolsQuery);
  const form = useForm({
    initial: {
      key: ruleKey,
      ...rule,
      ...told,
      sites: (rule.sites ?? []).map(String),
      pools: (rule.pools ?? []).map(String),
    },
    check: (values) => ({
      key: KEY.test(values.key) ? undefined : t("needsKey"),
      name: values.name.trim() === "" ? t("needsName") : undefined,
    }),
    send: ({ key, ...values }) => {
      const places = { sites: values.sites.map(Number), pools: values.pools.map(Number) };
      const said = { ...values, ...keptOf(values, told, rule), ...places };
      return ruleKey === ""
        ? body(api.POST("/api/v1/rules", { body: { key, ...said } }))
        : body(api.PUT("/api/v1/rules/{key}", { params: { path: { key } }, body: said }));
    },
    renews: [rulesKey],
    onDone: (view) => {
      tellDone(t("saved", { name: view.rule.name }));
      if (ruleKey === "") void navigate({ to: "/rules/$ruleKey", params: { ruleKey: view.key } });
    },
  });
  const expression = form.values.expression;
  const [settled] = useDebouncedValue(expression, 300);
  const meaning = useQuery(checkQuery(settled)).data;
  const named = (known: readonly { id: number; name: string }[] | undefined) =>
    (known ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  return (
    <div className={classes.editor}>
      <Panel title={t("rule")}>
        <Form
          form={form}
          failed={t("notSaved")}
          action={t("save")}
          why={mayEdit ? meaning?.valid === false && t("conditionWrong") : t("mayNotEdit")}
        >
          {ruleKey === "" && (
            <TextInput label={t("key")} description={t("keyHint")} {...form.text("key")} data-autofocus />
          )}
          <TextInput label={t("name")} {...form.text("name")} />
          <Textarea
            label={t("condition")}
            classNames={{ input: classes.condition }}
            autosize
            minRows={2}
            spellCheck={false}
            {...form.text("expression")}
          />
          <Meaning expression={settled} meaning={meaning} />
          <NativeSelect
            label={t("severity")}
            data={SEVERITIES.map((value) => ({ value, label: words(value) }))}
            {...form.text("severity")}
          />
          <TextInput label={t("summary")} description={t("summaryHint")} {...form.text("summary")} />
          <Textarea label={t("advice")} description={t("adviceHint")} autosize {...form.text("advice")} />
          <MultiSelect
            label={t("sites")}
            description={t("whereHint")}
            data={named(sites.data)}
            searchable
            clearable
            {...form.choice("sites")}
          />
          <MultiSelect
            label={t("pools")}
            data={named(pools.data)}
            searchable
            clearable
            {...form.choice("pools")}
          />
          <Switch label={t("isOn")} {...form.tick("enabled")} />
        </Form>
      </Panel>
      <div className={classes.side}>
        <Trial expression={expression} valid={meaning?.valid === true} />
        <Vocabulary
          source={meaning?.source ?? ""}
          onChoose={(name) => form.set("expression", `${expression.trimEnd()} ${name}`)}
        />
      </div>
    </div>
  );
}
