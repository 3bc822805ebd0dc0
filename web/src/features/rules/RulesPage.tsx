import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { RuleView } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { words } from "@/lib/format";
import { Page } from "@/ui/Page";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { NEW, rulesQuery } from "./rules";
import classes from "./Rules.module.css";
import { t } from "./texts";
import { toldOf } from "./told";

/** Every rule that alerts are raised by, with what it is raised for now. */
export function RulesPage() {
  const rules = useQuery(rulesQuery);
  const navigate = useNavigate();
  const mayEdit = useMay("rules:edit");
  const open = (key: string) => void navigate({ to: "/rules/$ruleKey", params: { ruleKey: key } });
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => open(NEW)}>
            {t("add")}
          </Button>
        )
      }
    >
      <Loaded query={rules} what={t("rules")} rows={8}>
        {(rows) => (
          <ListTable
            tableId="rules"
            label={t("title")}
            columns={COLUMNS}
            rows={rows}
            keyOf={(row) => row.key}
            nameOf={(row) => toldOf(row).name}
            onOpen={(row) => open(row.key)}
            search={t("search")}
            usualSort="name"
            empty={<Empty title={t("none")} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** on, off, or a condition that this version cannot read. */
export function stateOf(view: RuleView): "on" | "off" | "unreadable" {
  if (view.problem) return "unreadable";
  return view.rule.enabled ? "on" : "off";
}

const TONES = { on: "good", off: "off", unreadable: "bad" } as const;

const COLUMNS: readonly Column<RuleView>[] = [
  {
    id: "state",
    head: t("state"),
    width: "6rem",
    narrow: "4.5rem",
    value: stateOf,
    cell: (row) => <Status code={stateOf(row)} label={t(stateOf(row))} tone={TONES[stateOf(row)]} />,
  },
  {
    id: "name",
    head: t("name"),
    width: "minmax(10rem, 1.2fr)",
    narrow: "minmax(8rem, 1.2fr)",
    sort: "name",
    value: (row) => toldOf(row).name,
    cell: (row) => (
      <Link to="/rules/$ruleKey" params={{ ruleKey: row.key }}>
        {toldOf(row).name}
      </Link>
    ),
  },
  {
    id: "severity",
    head: t("severity"),
    width: "6.5rem",
    from: 40,
    value: (row) => row.rule.severity,
    cell: (row) => <Status code={row.rule.severity} label={words(row.rule.severity)} />,
  },
  {
    id: "firing",
    head: t("firing"),
    width: "5rem",
    narrow: "4.5rem",
    align: "end",
    sort: "firing",
    value: (row) => row.firing,
    cell: (row) => row.firing || <span className="faint">0</span>,
  },
  {
    id: "waiting",
    head: t("waiting"),
    width: "5rem",
    from: 56,
    align: "end",
    value: (row) => row.waiting,
    cell: (row) => row.waiting || <span className="faint">0</span>,
  },
  {
    id: "condition",
    head: t("condition"),
    width: "minmax(12rem, 3fr)",
    from: 48,
    value: (row) => row.rule.expression,
    cell: (row) => (
      <span className={classes.code} title={row.rule.expression}>
        {row.rule.expression}
      </span>
    ),
  },
  {
    id: "origin",
    head: t("origin"),
    width: "7rem",
    from: 72,
    value: originOf,
    cell: (row) => <span title={row.changed_by}>{originOf(row)}</span>,
  },
];

function originOf(row: RuleView): string {
  if (!row.shipped) return t("own");
  return row.changed ? t("changed") : t("shipped");
}
