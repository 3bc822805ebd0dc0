import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Silence } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { Confirm } from "@/ui/Confirm";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { SilenceDialog } from "./SilenceDialog";
import { silencesQuery, subjectOf, useEndSilence } from "./silences";
import { t } from "./texts";

/** Which alerts tell nobody, until when and why. */
export function SilencesPage() {
  const silences = useQuery(silencesQuery);
  const mayEdit = useMay("silences:edit");
  const wordsOf = useWords();
  const [beginning, setBeginning] = useState(false);
  const [ending, setEnding] = useState<Silence | null>(null);
  const columns = columnsOf(wordsOf);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setBeginning(true)}>
            {t("begin")}
          </Button>
        )
      }
    >
      <Panel title={t("title")}>
        <Loaded query={silences} what={t("title")}>
          {(rows) => (
            <ListTable
              tableId="silences"
              label={t("title")}
              columns={mayEdit ? [...columns, endColumn(setEnding)] : columns}
              rows={rows}
              keyOf={(row) => row.id}
              search={t("search")}
              usualSort="until"
              height="auto"
              empty={<Empty title={t("none")}>{t("noneHint")}</Empty>}
            />
          )}
        </Loaded>
      </Panel>
      {beginning && <SilenceDialog onClose={() => setBeginning(false)} />}
      {ending && <EndQuestion silence={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

type WordsOf = (silence: Silence) => string;

/** What silences are for in words; a number stands for a site or pool until its name is known. */
function useWords(): WordsOf {
  const sites = useQuery(sitesQuery).data ?? [];
  const pools = useQuery(poolsQuery).data ?? [];
  const named = (known: readonly { id: number; name: string }[], ids: readonly number[] = []) =>
    ids.map((id) => known.find((one) => one.id === id)?.name ?? String(id));
  return (silence) =>
    subjectOf(silence, named(sites, silence.matcher.sites), named(pools, silence.matcher.pools));
}

const TONES = { active: "busy", planned: "info", over: "off" } as const;

const columnsOf = (wordsOf: WordsOf): readonly Column<Silence>[] => [
  {
    id: "state",
    head: t("state"),
    width: "6.5rem",
    narrow: "5.5rem",
    value: (row) => row.state,
    cell: (row) => <Status code={row.state} label={t(row.state)} tone={TONES[row.state]} />,
  },
  {
    id: "what",
    head: t("what"),
    width: "minmax(8rem, 2fr)",
    narrow: "minmax(6rem, 1fr)",
    value: wordsOf,
    cell: (row) => <span title={wordsOf(row)}>{wordsOf(row)}</span>,
  },
  {
    id: "why",
    head: t("why"),
    width: "minmax(8rem, 2fr)",
    from: 40,
    value: (row) => row.comment,
    cell: (row) => <span title={row.comment}>{row.comment}</span>,
  },
  {
    id: "from",
    head: t("from"),
    width: "10.5rem",
    from: 64,
    sort: "from",
    value: (row) => row.starts_at,
    cell: (row) => <Moment at={row.starts_at} />,
  },
  {
    id: "until",
    head: t("until"),
    width: "10.5rem",
    from: 48,
    sort: "until",
    value: (row) => row.ends_at,
    cell: (row) => <Moment at={row.ends_at} />,
  },
  {
    id: "by",
    head: t("by"),
    width: "6rem",
    from: 72,
    value: (row) => row.created_by,
    cell: (row) => row.created_by,
  },
];

const endColumn = (end: (silence: Silence) => void): Column<Silence> => ({
  id: "actions",
  head: t("actions"),
  width: "6rem",
  narrow: "5.5rem",
  align: "end",
  cell: (row) =>
    row.state !== "over" && (
      <Button size="compact-xs" variant="subtle" onClick={() => end(row)}>
        {t("end")}
      </Button>
    ),
});

function EndQuestion({ silence, onClose }: { silence: Silence; onClose: () => void }) {
  const end = useEndSilence();
  return (
    <Confirm
      open
      title={t("endQuestion")}
      action={t("end")}
      busy={end.isPending}
      error={end.error}
      consequences={[t("toldAgain")]}
      onClose={onClose}
      onConfirm={() => end.mutate(silence, { onSuccess: onClose })}
    />
  );
}
