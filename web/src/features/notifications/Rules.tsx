import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { NotificationRule } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { duration, words } from "@/lib/format";
import { Confirm } from "@/ui/Confirm";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { actionsColumn, changing, removing } from "@/ui/table/RowActions";
import { rulesQuery, useNames, useRemoveRule } from "./notifications";
import { RuleDialog } from "./RuleDialog";
import { t } from "./texts";

/** Which incidents are told to whom. */
export function Rules() {
  const rules = useQuery(rulesQuery);
  const mayEdit = useMay("notifications:edit");
  const say = useWords();
  const [editing, setEditing] = useState<NotificationRule | "new" | null>(null);
  const [removing, setRemoving] = useState<NotificationRule | null>(null);
  const columns = columnsOf(say);
  return (
    <Panel
      title={t("rules")}
      actions={
        mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => setEditing("new")}
          >
            {t("addRule")}
          </Button>
        )
      }
    >
      <Loaded query={rules} what={t("rules")}>
        {(rows) => (
          <ListTable
            tableId="notification-rules"
            label={t("rules")}
            columns={mayEdit ? [...columns, ruleActions(setEditing, setRemoving)] : columns}
            rows={rows}
            keyOf={(row) => row.id}
            search={t("searchRules")}
            usualSort="name"
            height="auto"
            empty={<Empty title={t("noRules")}>{t("noRulesHint")}</Empty>}
          />
        )}
      </Loaded>
      {editing && (
        <RuleDialog rule={editing === "new" ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      {removing && <RemoveQuestion rule={removing} onClose={() => setRemoving(null)} />}
    </Panel>
  );
}

interface Say {
  which: (rule: NotificationRule) => string;
  whom: (rule: NotificationRule) => string;
}

/** What a rule says, in words. */
function useWords(): Say {
  const sites = useQuery(sitesQuery).data ?? [];
  const pools = useQuery(poolsQuery).data ?? [];
  const names = useNames();
  const named = (known: readonly { id: number; name: string }[], ids: readonly number[] = []) =>
    ids.map((id) => known.find((one) => one.id === id)?.name ?? String(id));
  return {
    which: ({ plan }) =>
      [
        t("atLeast", { severity: words(plan.least_severity ?? "warning") }),
        (plan.objects ?? []).join(", "),
        [...named(sites, plan.sites), ...named(pools, plan.pools)].join(", "),
        (plan.hours ?? []).length > 0 ? t("atHours") : "",
      ]
        .filter(Boolean)
        .join(" · "),
    whom: ({ plan }) =>
      plan.steps
        .map((step) => {
          const people = [
            ...(step.schedules ?? []).map(names.schedule),
            ...(step.channels ?? []).map(names.channel),
          ].join(", ");
          return step.after_s ? t("thenAfter", { span: duration(step.after_s), people }) : people;
        })
        .join(" → "),
  };
}

const columnsOf = (say: Say): readonly Column<NotificationRule>[] => [
  {
    id: "name",
    head: t("name"),
    width: "minmax(8rem, 1fr)",
    narrow: "minmax(4rem, 1fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => row.name,
  },
  {
    id: "which",
    head: t("which"),
    width: "minmax(8rem, 2fr)",
    from: 48,
    value: say.which,
    cell: (row) => <span title={say.which(row)}>{say.which(row)}</span>,
  },
  {
    id: "whom",
    head: t("whom"),
    width: "minmax(8rem, 2fr)",
    from: 40,
    value: say.whom,
    cell: (row) => <span title={say.whom(row)}>{say.whom(row)}</span>,
  },
  {
    id: "state",
    head: t("state"),
    width: "6rem",
    narrow: "4rem",
    value: (row) => row.enabled ?? true,
    cell: (row) => (
      <Status
        code={row.enabled === false ? "off" : "on"}
        label={row.enabled === false ? t("off") : t("on")}
        tone={row.enabled === false ? "off" : "good"}
      />
    ),
  },
];

const ruleActions = (edit: (rule: NotificationRule) => void, remove: (rule: NotificationRule) => void) =>
  actionsColumn<NotificationRule>({
    head: t("actions"),
    width: "9.5rem",
    most: 2,
    of: (row) => [
      changing(t("edit"), t("editOf", { name: row.name }), () => edit(row)),
      removing(t("remove"), t("removeOf", { name: row.name }), () => remove(row)),
    ],
  });

function RemoveQuestion({ rule, onClose }: { rule: NotificationRule; onClose: () => void }) {
  const remove = useRemoveRule();
  return (
    <Confirm
      open
      danger
      title={t("removeQuestion", { name: rule.name })}
      action={t("remove")}
      busy={remove.isPending}
      error={remove.error}
      consequences={[t("nobodyByIt")]}
      onClose={onClose}
      onConfirm={() => remove.mutate(rule, { onSuccess: onClose })}
    />
  );
}
