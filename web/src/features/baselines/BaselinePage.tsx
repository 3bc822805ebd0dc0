import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api, body } from "@/api/client";
import type { Band } from "@/api/types";
import { deviceNamesQuery } from "@/features/explorer/names";
import { familiesQuery } from "@/features/explorer/useLines";
import { RangePicker } from "@/features/series/RangePicker";
import { useWindow } from "@/features/series/useWindow";
import { count, words } from "@/lib/format";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import { bandQuery, type SeriesName } from "./anomalies";
import type { Inspected } from "./anomalySearch";
import classes from "./Baselines.module.css";
import { MovesWith } from "./MovesWith";
import { SeriesBand } from "./SeriesBand";
import { t } from "./texts";

/** What has been learned of one series: the band hour by hour, from how much, and by which rule. */
export function BaselinePage() {
  const search = useSearch({ from: "/app/baselines" });
  const navigate = useNavigate({ from: "/baselines" });
  const change = (next: Partial<Inspected>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  const { device, family, metric, object } = search;
  const chosen =
    device !== undefined && family !== undefined && metric !== undefined && object !== undefined
      ? { deviceId: device, family, metric, object }
      : null;
  return (
    <Page title={t("baselines")} lead={t("baselinesLead")} actions={<RangePicker search={search} />}>
      <Choices search={search} onChange={change} />
      {chosen ? <Inspector of={chosen} search={search} /> : <Empty title={t("chooseSeries")} />}
    </Page>
  );
}

function Choices({ search, onChange }: { search: Inspected; onChange: (next: Partial<Inspected>) => void }) {
  const devices = useQuery(deviceNamesQuery);
  const families = useQuery(familiesQuery);
  const { device, family } = search;
  const objects = useQuery({
    queryKey: ["series", "objects", device, family],
    queryFn: () =>
      body(
        api.GET("/api/v1/series/objects", {
          params: { query: { device_id: device ?? 0, family: family ?? "" } },
        }),
      ),
    enabled: device !== undefined && family !== undefined,
  });
  const metrics = families.data?.families.find((one) => one.name === family)?.metrics ?? [];
  const select = { searchable: true, size: "sm", className: classes.choice } as const;
  return (
    <div className={classes.choices} role="search">
      <Select
        {...select}
        label={t("device")}
        value={device === undefined ? null : String(device)}
        data={(devices.data ?? []).map((one) => ({ value: String(one.id), label: one.name }))}
        onChange={(value) =>
          onChange({ device: value === null ? undefined : Number(value), object: undefined })
        }
      />
      <Select
        {...select}
        label={t("kind")}
        value={family ?? null}
        data={(families.data?.families ?? []).map((one) => ({ value: one.name, label: words(one.name) }))}
        onChange={(value) => onChange({ family: value ?? undefined, metric: undefined, object: undefined })}
      />
      <Select
        {...select}
        label={t("metric")}
        value={search.metric ?? null}
        data={metrics.map((one) => ({ value: one.name, label: words(one.name) }))}
        onChange={(value) => onChange({ metric: value ?? undefined })}
      />
      <Select
        {...select}
        label={t("object")}
        value={search.object ?? null}
        data={objects.data?.objects ?? []}
        onChange={(value) => onChange({ object: value ?? undefined })}
      />
    </div>
  );
}

function Inspector({ of, search }: { of: SeriesName; search: Inspected }) {
  const window = useWindow(search, 300, 300);
  const band = useQuery(bandQuery(of, window));
  return (
    <Loaded query={band} what={t("baseline")} rows={8}>
      {(answer) => (
        <>
          <Panel title={`${words(of.metric)} · ${of.object}`} note={t("withBand")}>
            <SeriesBand of={of} window={window} heightRem={18} />
          </Panel>
          <MovesWith of={of} />
          <Panel title={t("whatWasLearned")}>
            <Learned answer={answer} />
          </Panel>
        </>
      )}
    </Loaded>
  );
}

const LEVELS = ["hour_of_week", "hour_of_day", "global", "insufficient"] as const;

function Learned({ answer }: { answer: Band }) {
  return (
    <dl className={classes.facts}>
      <dt>{t("state")}</dt>
      <dd>
        {answer.state === "known" ? (
          <Status code="known" />
        ) : (
          <Status code="unknown" label={t("insufficient")} />
        )}
      </dd>
      <dt>{t("samples")}</dt>
      <dd className="num">{count(answer.samples)}</dd>
      <dt>{t("clock")}</dt>
      <dd>{answer.time_zone ?? t("notKnown")}</dd>
      <dt>{t("version")}</dt>
      <dd className="mono">{answer.version || t("noneYet")}</dd>
      {LEVELS.map((level) => (
        <div key={level} className={classes.pair}>
          <dt>{t(`level.${level}`)}</dt>
          <dd className="num">
            {t("nHours", { count: answer.points.filter((point) => point.level === level).length })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
