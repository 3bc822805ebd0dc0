import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { Anomaly } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { RangePicker } from "@/features/series/RangePicker";
import { duration, inUnit, significant, words } from "@/lib/format";
import { useNow } from "@/lib/clock";
import { stepFor, type RangeSearch, type Window } from "@/lib/range";
import { useWindow } from "@/features/series/useWindow";
import { useRefreshOn } from "@/live/useLive";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { StatusPill } from "@/ui/Status";
import { anomalyQuery, kindOf, useJudge } from "./anomalies";
import classes from "./Baselines.module.css";
import { MovesWith } from "./MovesWith";
import { reasonOf } from "./reason";
import { SeriesBand } from "./SeriesBand";
import { SeriesForecast } from "./SeriesForecast";
import { SimilarCases } from "./SimilarCases";
import { t } from "./texts";
import { unitOf } from "./units";

/** One anomaly: why it is one, the series with its normal band, what was similar before, and one's verdict. */
export function AnomalyPage() {
  const { anomalyId } = useParams({ from: "/app/anomalies/$anomalyId" });
  const id = Number(anomalyId);
  const query = useQuery(anomalyQuery(id));
  useRefreshOn("anomalies", [["anomalies"]], 2_000);
  const anomaly = query.data;
  return (
    <Page
      title={anomaly ? titleOf(anomaly) : t("anomalyN", { id })}
      heading={
        anomaly && (
          <span className={classes.heading}>
            {titleOf(anomaly)}
            <StatusPill code={anomaly.severity} />
            {anomaly.verdict && <StatusPill code="off" tone="off" label={t("noAnomaly")} />}
          </span>
        )
      }
      lead={
        anomaly && (
          <>
            <DeviceLink id={anomaly.device_id} name={anomaly.device_name} /> · {anomaly.object}
          </>
        )
      }
      actions={anomaly && <Verdict anomaly={anomaly} />}
    >
      <Loaded query={query} what={t("thisAnomaly")} rows={8}>
        {(one) => <Body anomaly={one} />}
      </Loaded>
    </Page>
  );
}

const titleOf = (anomaly: Anomaly): string => `${kindOf(anomaly.kind)} · ${words(anomaly.metric)}`;

function Verdict({ anomaly }: { anomaly: Anomaly }) {
  const judge = useJudge(anomaly);
  if (!useMay("anomalies:judge")) return null;
  const falseAlarm = anomaly.verdict !== "";
  return (
    <Button variant="default" loading={judge.isPending} onClick={() => judge.mutate(!falseAlarm)}>
      {falseAlarm ? t("itIsOne") : t("notAnAnomaly")}
    </Button>
  );
}

function Body({ anomaly }: { anomaly: Anomaly }) {
  const search = useSearch({ from: "/app/anomalies/$anomalyId" });
  const window = useAround(anomaly, search);
  const of = {
    deviceId: anomaly.device_id,
    family: anomaly.family,
    metric: anomaly.metric,
    object: anomaly.object,
  };
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <Panel title={words(anomaly.metric)} note={t("withBand")} actions={<RangePicker search={search} />}>
          <SeriesBand of={of} window={window} heightRem={18} />
        </Panel>
        <MovesWith of={of} />
        <SimilarCases anomalyId={anomaly.id} />
      </div>
      <Panel title={t("why")}>
        <p className={classes.reason}>{reasonOf(anomaly)}</p>
        <Facts anomaly={anomaly} />
        <SeriesForecast of={of} />
        <Link
          className={classes.more}
          to="/baselines"
          search={{
            device: of.deviceId,
            family: of.family,
            metric: of.metric,
            object: of.object,
            range: "7d",
          }}
        >
          {t("inspectBaseline")}
        </Link>
      </Panel>
    </div>
  );
}

function Facts({ anomaly }: { anomaly: Anomaly }) {
  const now = useNow(15);
  const over = anomaly.closed_at === null ? now : Date.parse(anomaly.closed_at);
  const lasted = (over - Date.parse(anomaly.opened_at)) / 1000;
  const unit = unitOf(anomaly.metric);
  const number = (value: number | null) => (value === null ? t("notKnown") : inUnit(value, unit));
  return (
    <dl className={classes.facts}>
      <dt>{t("opened")}</dt>
      <dd>
        <Moment at={anomaly.opened_at} />
      </dd>
      <dt>{t("closed")}</dt>
      <dd>{anomaly.closed_at === null ? t("lasts") : <Moment at={anomaly.closed_at} />}</dd>
      <dt>{t("duration")}</dt>
      <dd>{duration(lasted)}</dd>
      <dt>{t("value")}</dt>
      <dd className="num">{number(anomaly.value)}</dd>
      <dt>{t("expected")}</dt>
      <dd className="num">{number(anomaly.expected)}</dd>
      <dt>{t("normalBand")}</dt>
      <dd className="num">
        {anomaly.low === null || anomaly.high === null
          ? t("insufficient")
          : t("fromTo", { low: inUnit(anomaly.low, unit), high: inUnit(anomaly.high, unit) })}
      </dd>
      <dt>{t("largestDeparture")}</dt>
      <dd className="num">{t("sigmas", { z: significant(Math.abs(anomaly.peak_z)) })}</dd>
      {anomaly.judged_at !== null && (
        <>
          <dt>{t("judgedBy")}</dt>
          <dd>
            {anomaly.judged_by}, <Moment at={anomaly.judged_at} />
          </dd>
        </>
      )}
    </dl>
  );
}

const HOUR_MS = 3_600_000;
/** Not finer than what is read least often. */
const STEP_S = 300;

/** The window of the URL; without one, the anomaly with as much before and after it, at least three hours. */
function useAround(anomaly: Anomaly, search: RangeSearch): Window {
  const asked = useWindow(search, 300, STEP_S);
  const now = useNow(60);
  if (search.range !== undefined || search.from !== undefined) return asked;
  const opened = Date.parse(anomaly.opened_at);
  const over = anomaly.closed_at === null ? now : Date.parse(anomaly.closed_at);
  const around = Math.max(3 * HOUR_MS, over - opened);
  const [start, end] = [opened - around, Math.min(over + around / 2, now)];
  return { start, end, stepSeconds: stepFor((end - start) / 1000, 300, STEP_S), rolling: false };
}
