import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { RuleInput, RuleView } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Confirm } from "@/ui/Confirm";
import { Page } from "@/ui/Page";
import { Loaded } from "@/ui/states";
import { RuleEditor } from "./RuleEditor";
import { NEW, ruleQuery, useRemove, useSwitch } from "./rules";
import { t } from "./texts";
import { toldOf } from "./told";

const EMPTY = {
  name: "",
  expression: "host.used_percent > 90 for 5m",
  severity: "warning",
  summary: "",
  advice: "",
  enabled: true,
  sites: [],
  pools: [],
} satisfies RuleInput;

/** One rule: what it says, and what it would have raised. */
export function RulePage() {
  const { ruleKey } = useParams({ from: "/app/rules/$ruleKey" });
  const rule = useQuery(ruleQuery(ruleKey));
  if (ruleKey === NEW)
    return (
      <Page title={t("newRule")} lead={t("newLead")}>
        <RuleEditor ruleKey="" rule={EMPTY} told={EMPTY} />
      </Page>
    );
  return (
    <Page
      title={rule.data ? toldOf(rule.data).name : ruleKey}
      lead={
        rule.data && t("ruleLead", { key: ruleKey, firing: rule.data.firing, waiting: rule.data.waiting })
      }
      actions={rule.data && <Actions view={rule.data} />}
    >
      <Loaded query={rule} what={t("thisRule")} rows={8}>
        {(view) => (
          <RuleEditor
            key={`${view.key} ${view.changed_at ?? ""}`}
            ruleKey={view.key}
            rule={view.rule}
            told={toldOf(view)}
          />
        )}
      </Loaded>
    </Page>
  );
}

function Actions({ view }: { view: RuleView }) {
  const mayEdit = useMay("rules:edit");
  const navigate = useNavigate();
  const toggle = useSwitch();
  const [asking, setAsking] = useState(false);
  const remove = useRemove(() => {
    setAsking(false);
    if (!view.shipped) void navigate({ to: "/rules" });
  });
  if (!mayEdit) return null;
  return (
    <>
      <Button
        variant="default"
        loading={toggle.isPending}
        onClick={() => toggle.mutate({ view, enabled: !view.rule.enabled })}
      >
        {t(view.rule.enabled ? "switchOff" : "switchOn")}
      </Button>
      {view.changed && (
        <Button variant="default" onClick={() => setAsking(true)}>
          {t(view.shipped ? "restore" : "remove")}
        </Button>
      )}
      {asking && (
        <Confirm
          open
          title={t(view.shipped ? "restoreQuestion" : "removeQuestion", { name: toldOf(view).name })}
          action={t(view.shipped ? "restore" : "remove")}
          busy={remove.isPending}
          error={remove.error}
          consequences={[t("alertsEnd", { count: view.firing })]}
          onClose={() => setAsking(false)}
          onConfirm={() => remove.mutate(view)}
        />
      )}
    </>
  );
}
