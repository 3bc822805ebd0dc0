import { Button } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { SeriesResult } from "@/api/types";
import { useNextDay, type Foretold } from "@/features/baselines/useNextDay";
import { Chart } from "@/features/series/Chart";
import { HeatMap } from "@/features/series/HeatMap";
import { RangePicker, useZoom } from "@/features/series/RangePicker";
import { useWindow } from "@/features/series/useWindow";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Failure, Waiting } from "@/ui/states";
import { tellDone } from "@/ui/toast";
import { useMay } from "@/features/accounts/session";
import { ExplorerControls } from "./ExplorerControls";
import { byUnit, titleOf } from "./lines";
import { idsOf, listOf, type ExplorerSearch, type Question } from "./question";
import { SaveToDashboard } from "./SaveToDashboard";
import { SummaryTable } from "./SummaryTable";
import { t } from "./texts";
import { useLines } from "./useLines";

const USUAL_TOP = 5;
/** The cells of a heat map: finer steps would only be averaged again. */
const HOUR_S = 3_600;
const MONTH_HOURS = 31 * 24;
/** A heat map needs room: the first lines have one. */
const MOST_HEAT = 6;

/** Any series: choose, split, rank, derive, compare. The address is the question, so that it can be sent to others. */
export function ExplorerPage() {
  const search = useSearch({ from: "/app/explorer" });
  const navigate = useNavigate({ from: "/explorer" });
  const heat = search.view === "heat";
  const window = useWindow(search, heat ? MONTH_HOURS : 400, heat ? HOUR_S : undefined);
  const zoom = useZoom();
  const question = useMemo((): Question => questionOf(search), [search]);
  const { lines, query, ready, stepSeconds } = useLines(question, window, search);
  const ahead = useMemo(() => aloneIn(query.data, search), [query.data, search]);
  const forecasts = useNextDay(ahead, window, stepSeconds ?? window.stepSeconds);
  const mayKeep = useMay("dashboards:edit");

  const change = (next: Partial<ExplorerSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });

  async function share() {
    await navigator.clipboard.writeText(globalThis.location.href);
    tellDone(t("linkCopied"), t("linkCopiedHint"));
  }

  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <RangePicker search={search} />
          <Button variant="default" leftSection={<IconLink size={16} />} onClick={() => void share()}>
            {t("copyLink")}
          </Button>
          {mayKeep && lines.length > 0 && <SaveToDashboard question={question} compare={search.compare} />}
        </>
      }
    >
      <ExplorerControls search={search} question={question} onChange={change} />
      {query.error && !query.data ? (
        <Failure doing={t("notLoaded")} error={query.error} retry={() => void query.refetch()} />
      ) : !ready || (query.isPending && lines.length === 0) ? (
        <Panel title={t("result")}>
          {ready ? <Waiting rows={10} /> : <Empty title={t("nothingAsked")}>{t("nothingAskedHint")}</Empty>}
        </Panel>
      ) : lines.length === 0 ? (
        <Panel title={t("result")}>
          <Empty title={t("nothingFound")}>{t("nothingFoundHint")}</Empty>
        </Panel>
      ) : (
        <>
          {heat
            ? lines.slice(0, MOST_HEAT).map((line) => (
                <Panel key={line.key} title={line.label} note={line.measures}>
                  <HeatMap label={line.label} unit={line.unit} points={line.points} window={window} />
                </Panel>
              ))
            : [...byUnit(lines)].map(([unit, some]) => (
                <Panel key={unit} title={titleOf(some)} note={unit}>
                  <Chart
                    label={titleOf(some)}
                    unit={unit}
                    series={some}
                    window={window}
                    stepSeconds={stepSeconds}
                    heightRem={20}
                    filled={some.length === 1}
                    forecasts={forecasts}
                    onZoom={zoom}
                  />
                </Panel>
              ))}
          <SummaryTable lines={lines} />
        </>
      )}
    </Page>
  );
}

/** The series that the answer is about, when it is one alone and as it was measured: what is to come is of that. */
function aloneIn(
  answer: SeriesResult | undefined,
  { agg, derive, split, compare }: ExplorerSearch,
): Foretold[] {
  const [only, ...others] = answer?.series ?? [];
  const changed = [agg, derive, split, compare].some((choice) => choice !== undefined);
  if (!answer || !only || others.length > 0 || changed) return [];
  const { device_id, metric, object } = only;
  return [{ of: { deviceId: device_id, family: answer.family, metric, object }, color: 1 }];
}

/** The question with its defaults: traffic in and out of the five busiest interfaces. */
function questionOf(search: ExplorerSearch): Question {
  const family = search.family ?? "interface";
  const metrics = listOf(search.metric);
  return {
    family,
    metrics: metrics.length > 0 ? metrics : family === "interface" ? ["in_bps"] : [],
    devices: idsOf(search.device),
    pool: search.pool,
    q: search.q,
    objects: listOf(search.object, "\n"),
    agg: search.agg ?? "avg",
    top: search.top ?? USUAL_TOP,
    split: search.split ?? "object",
  };
}
