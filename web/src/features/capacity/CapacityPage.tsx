import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { CapacityItem, CapacitySummary } from "@/api/types";
import { useNow } from "@/lib/clock";
import { age, duration } from "@/lib/format";
import { Page } from "@/ui/Page";
import { Empty, Failure, Loaded, Waiting } from "@/ui/states";
import { DataTable } from "@/ui/table/DataTable";
import { SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { usePages } from "@/ui/table/usePages";
import { fetchCapacity, fileAddress, questionOf, summaryQuery } from "./capacity";
import { CapacityFilters } from "./CapacityFilters";
import type { CapacitySearch } from "./capacitySearch";
import { columns } from "./columns";
import { KindTiles } from "./KindTiles";
import { t } from "./texts";

const USUAL_SORT = "days";

/** What in the whole network reaches its limit, the soonest first, and what cannot be said. */
export function CapacityPage() {
  const search = useSearch({ from: "/app/capacity" });
  const navigate = useNavigate({ from: "/capacity" });
  const summary = useQuery(summaryQuery(search.site, search.pool));
  const change = (next: Partial<CapacitySearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page
      title={t("title")}
      lead={
        <>
          {t("lead")} {summary.data && <AsOf summary={summary.data} />}
        </>
      }
      fill
      actions={
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} />}
          href={fileAddress(search)}
          download
        >
          {t("file")}
        </Button>
      }
    >
      <Loaded query={summary} what={t("theSummary")} rows={2}>
        {(found) => (
          <KindTiles kinds={found.kinds} chosen={search.kind} onChoose={(kind) => change({ kind })} />
        )}
      </Loaded>
      <div className={frame.filters} role="search">
        <SearchBox label={t("search")} value={search.q} onChange={(q) => change({ q })} />
        <CapacityFilters search={search} onChange={change} />
      </div>
      <Table search={search} onChange={change} summary={summary.data} />
    </Page>
  );
}

interface TableProps {
  search: CapacitySearch;
  onChange: (next: Partial<CapacitySearch>) => void;
  summary: CapacitySummary | undefined;
}

function Table({ search, onChange, summary }: TableProps) {
  const question = useMemo(() => ({ ...questionOf(search), sort: search.sort ?? USUAL_SORT }), [search]);
  const list = usePages<CapacityItem>(
    ["capacity", "list", question],
    (offset, limit, signal) => fetchCapacity(question, offset, limit, signal),
    300_000,
  );
  return (
    <div className={frame.frame} aria-busy={list.isFetching}>
      {list.error ? (
        <Failure doing={t("couldNotLoad")} error={list.error} retry={list.refetch} />
      ) : list.isPending ? (
        <Waiting rows={8} label={t("loading")} />
      ) : (
        <DataTable
          label={t("title")}
          columns={columns}
          count={list.total}
          question={list.question}
          rowAt={list.rowAt}
          keyOf={(row) => row.id}
          nameOf={(row) => `${row.metric} ${row.object}`}
          onVisible={list.setVisible}
          sort={search.sort ?? USUAL_SORT}
          onSort={(sort) => onChange({ sort: sort || undefined })}
          empty={<Nothing search={search} summary={summary} />}
        />
      )}
    </div>
  );
}

/** Why the list is empty: nothing was looked at yet, the filters hide it all, or nothing reaches its limit. */
function Nothing({ search, summary }: { search: CapacitySearch; summary: CapacitySummary | undefined }) {
  if (summary?.looked_at === null)
    return <Empty title={t("notYet")}>{t("notYetHint", { span: duration(summary.interval_s) })}</Empty>;
  const { q, kind, site, pool, within } = search;
  if ([q, kind, site, pool, within].some((one) => one !== undefined)) return <Empty title={t("noneFound")} />;
  return <Empty title={t("nothing")}>{t("nothingHint")}</Empty>;
}

function AsOf({ summary }: { summary: CapacitySummary }) {
  const now = useNow(10);
  if (summary.looked_at === null) return null;
  return t("asOf", {
    age: age(summary.looked_at, Math.max(now, Date.parse(summary.looked_at))),
    span: duration(summary.interval_s),
  });
}
