import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Cycle, CycleOutcome } from "@/api/types";
import { count, duration, localTime, share, words, wordsWithin } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Empty, Loaded } from "@/ui/states";
import { StatusPill } from "@/ui/Status";
import { DataTable } from "@/ui/table/DataTable";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { TableTools } from "@/ui/table/TableTools";
import { useColumnChoice } from "@/ui/table/useColumnChoice";
import { outcomeColumns } from "./outcomeColumns";
import { cycleQuery } from "./polling";
import classes from "./Polling.module.css";
import { t } from "./texts";

export function CyclePage() {
  const { cycleId } = useParams({ from: "/app/cycles/$cycleId" });
  const report = useQuery(cycleQuery(Number(cycleId)));
  useRefreshOn("cycles", [["cycles", "one", Number(cycleId)]], 1_000);
  const cycle = report.data;
  return (
    <Page
      title={cycle ? t("cycleOf", { slot: localTime(cycle.slot) }) : t("pollCycle")}
      heading={
        cycle && (
          <>
            {t("cycleOf", { slot: localTime(cycle.slot) })} <StatusPill code={cycle.status} />
          </>
        )
      }
      lead={cycle && sentence(cycle)}
      fill
    >
      <Loaded query={report} what={t("thisCycle")} rows={10}>
        {(data) => (
          <>
            <Numbers cycle={data} />
            {data.errors.map((error) => (
              <p key={error} className={classes.error} role="alert">
                {error}
              </p>
            ))}
            <Outcomes outcomes={data.outcomes} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function sentence(cycle: Cycle): string {
  const planned = share(cycle.ok, cycle.planned);
  if (cycle.elapsed_s === null) return t("answeredSoFar", { planned });
  return t("answeredInTime", {
    planned,
    elapsed: duration(cycle.elapsed_s),
    interval: duration(cycle.interval_s),
  });
}

function Numbers({ cycle }: { cycle: Cycle }) {
  const skipped = Object.values(cycle.skipped).reduce((sum, devices) => sum + devices, 0);
  const why = Object.entries(cycle.skipped)
    .map(([reason, devices]) => `${count(devices)} ${wordsWithin(reason)}`)
    .join(", ");
  const facts: [string, string, string?][] = [
    [t("planned"), count(cycle.planned)],
    [t("ok"), count(cycle.ok)],
    [t("partial"), count(cycle.partial), t("someTablesDidNotAnswer")],
    [t("failed"), count(cycle.failed), t("nothingUsable")],
    [t("late"), count(cycle.late), t("askedLate")],
    [t("skipped"), count(skipped), why || t("none")],
    [t("rowsKept"), count(cycle.rows)],
    [t("varbinds"), count(cycle.varbinds), t("inRequests", { requests: count(cycle.requests) })],
    [t("shards"), count(cycle.shards_done), t("of", { shards: count(cycle.shards) })],
  ];
  return (
    <dl className={classes.numbers}>
      {facts.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {note && <dd className={classes.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}

const RANK: Readonly<Record<string, number>> = { ok: 3, pending: 2, skipped: 2, empty: 1, partial: 1 };

function Outcomes({ outcomes }: { outcomes: readonly CycleOutcome[] }) {
  const search = useSearch({ from: "/app/cycles/$cycleId" });
  const navigate = useNavigate({ from: "/cycles/$cycleId" });
  const choice = useColumnChoice("outcomes", outcomeColumns);
  const kinds = useMemo(() => [...new Set(outcomes.map((one) => one.outcome))].sort(), [outcomes]);
  const rows = useMemo(() => {
    const wanted = search.q?.toLowerCase() ?? "";
    return outcomes
      .filter((one) => search.outcome === undefined || one.outcome === search.outcome)
      .filter((one) => `${one.device_name ?? ""} ${one.reason}`.toLowerCase().includes(wanted))
      .sort(
        (a, b) =>
          (RANK[a.outcome] ?? 0) - (RANK[b.outcome] ?? 0) ||
          (a.device_name ?? "").localeCompare(b.device_name ?? ""),
      );
  }, [outcomes, search.outcome, search.q]);
  return (
    <div className={frame.stack}>
      <div className={frame.filters} role="search">
        <SearchBox
          label={t("searchOutcomes")}
          value={search.q}
          onChange={(q) => void navigate({ search: (old) => ({ ...old, q }), replace: true })}
        />
        <Filter
          label={t("outcome")}
          value={search.outcome}
          options={kinds.map((value) => ({ value, label: words(value) }))}
          onChange={(outcome) => void navigate({ search: (old) => ({ ...old, outcome }), replace: true })}
        />
        <span className="dim num" role="status">
          {t("ofDevices", { rows: count(rows.length), outcomes: count(outcomes.length) })}
        </span>
        <span className={frame.grow} />
        <TableTools tableId="outcomes" choice={choice} rows={() => rows} />
      </div>
      <div className={frame.frame}>
        <DataTable
          label={t("outcomesByDevice")}
          columns={choice.shown}
          count={rows.length}
          rowAt={(index) => rows[index]}
          keyOf={(row) => row.device_id}
          onOpen={(row) =>
            void navigate({ to: "/devices/$deviceId", params: { deviceId: String(row.device_id) } })
          }
          empty={<Empty title={t("noOutcome")}>{t("noneMatchOrNoneHasBeen")}</Empty>}
        />
      </div>
    </div>
  );
}
