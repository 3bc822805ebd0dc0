import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { Cycle } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { count, duration, words, wordsWithin } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import { oneOf } from "@/lib/search";
import { Filter } from "@/ui/table/Filters";
import { Breakers } from "./Breakers";
import { CycleBars } from "./CycleBars";
import { GROUPS } from "./cycleSearch";
import { cyclesQuery } from "./polling";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { t } from "./texts";

export function CyclesPage() {
  const { group } = useSearch({ from: "/app/cycles" });
  const navigate = useNavigate({ from: "/cycles" });
  const mayCycles = useMay("cycles:view");
  const cycles = useQuery({ ...cyclesQuery(group), enabled: mayCycles });
  const main = useQuery({ ...cyclesQuery(group ?? "interfaces"), enabled: mayCycles });
  useRefreshOn("cycles", [["cycles"], ["breakers"]], 1_000);
  return (
    <Page
      title={t("pollCycles")}
      lead={t("whatWasAskedWhatAnsweredIn")}
      actions={
        mayCycles && (
          <Filter
            label={t("group")}
            value={group}
            options={GROUPS.map((value) => ({ value, label: words(value) }))}
            onChange={(value) => void navigate({ search: { group: oneOf(value, GROUPS) }, replace: true })}
          />
        )
      }
    >
      {!mayCycles && <p className="dim">{t("cyclesAreNotYours")}</p>}
      {mayCycles && (
        <Panel title={t("latestOf", { group: words(group ?? "interfaces") })} note={t("theFootOfABarIs")}>
          <Loaded query={main} what={t("pollCycles2")} rows={3}>
            {(page) => <CycleBars cycles={page.items} most={60} />}
          </Loaded>
        </Panel>
      )}
      <Breakers />
      {mayCycles && (
        <Panel title={t("cycles")} flush>
          <Loaded query={cycles} what={t("pollCycles2")} rows={8}>
            {(page) =>
              page.items.length === 0 ? (
                <Empty title={t("noCycleHasRunYet")}>{t("theFirstStartsWithinAPolling")}</Empty>
              ) : (
                <CycleTable cycles={page.items} />
              )
            }
          </Loaded>
        </Panel>
      )}
    </Page>
  );
}

function CycleTable({ cycles }: { cycles: readonly Cycle[] }) {
  return (
    <SideScroll>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t("slot")}</th>
            <th scope="col" className={tables.wideOnly}>
              {t("group")}
            </th>
            <th scope="col">{t("outcome")}</th>
            <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
              {t("planned")}
            </th>
            <th scope="col" className={tables.end}>
              {t("ok")}
            </th>
            <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
              {t("partial")}
            </th>
            <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
              {t("failed")}
            </th>
            <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
              {t("late")}
            </th>
            <th scope="col" className={tables.wideOnly}>
              {t("skipped")}
            </th>
            <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
              {t("rows")}
            </th>
            <th scope="col" className={tables.end}>
              {t("took")}
            </th>
          </tr>
        </thead>
        <tbody>
          {cycles.map((cycle) => (
            <tr key={cycle.id}>
              <td>
                <Link to="/cycles/$cycleId" params={{ cycleId: String(cycle.id) }}>
                  <Moment at={cycle.slot} />
                </Link>
              </td>
              <td className={tables.wideOnly}>{words(cycle.group)}</td>
              <td>
                <Status code={cycle.status} />
              </td>
              <Count value={cycle.planned} wide />
              <Count value={cycle.ok} />
              <Count value={cycle.partial} wide alert />
              <Count value={cycle.failed} wide alert />
              <Count value={cycle.late} wide alert />
              <td className={`dim ${tables.wideOnly}`}>
                {Object.entries(cycle.skipped)
                  .map(([reason, devices]) => `${count(devices)} ${wordsWithin(reason)}`)
                  .join(", ")}
              </td>
              <Count value={cycle.rows} wide />
              <td
                className={tables.end}
                title={t("ofAnIntervalOf", { interval_s: duration(cycle.interval_s) })}
              >
                {duration(cycle.elapsed_s)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

interface CountProps {
  value: number;
  alert?: boolean;
  /** Only where there is room for it. */
  wide?: boolean;
}

function Count({ value, alert = false, wide = false }: CountProps) {
  return (
    <td
      className={wide ? `${tables.end} ${tables.wideOnly}` : tables.end}
      data-alert={(alert && value > 0) || undefined}
      data-zero={value === 0 || undefined}
    >
      {count(value)}
    </td>
  );
}
