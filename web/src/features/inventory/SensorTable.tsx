import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Sample, SeriesResult } from "@/api/types";
import { latestQuery, pointsOf, seriesQuery } from "@/features/series/series";
import { Sparkline } from "@/features/series/Sparkline";
import { withoutKind, words } from "@/lib/format";
import { inStepsOf, type Window } from "@/lib/range";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { SearchBox } from "@/ui/table/Filters";
import { Reading } from "./Reading";
import { kindOf, listSensors } from "./sensors";
import { t } from "./texts";

const SPARK_POINTS = 60;

/** Every sensor with what it reads now and lately. Hundreds of them are usual where optics have sensors too. */
export function SensorTable({ deviceId, window }: { deviceId: number; window: Window }) {
  const { q } = useSearch({ from: "/app/devices/$deviceId" });
  const navigate = useNavigate({ from: "/devices/$deviceId" });
  const latest = useQuery(latestQuery("sensor", deviceId));
  const coarse = useMemo(() => inStepsOf(window, window.stepSeconds, SPARK_POINTS), [window]);
  const { data: history } = useQuery(seriesQuery({ family: "sensor", deviceId, metrics: ["value"] }, coarse));
  const rows = useMemo(() => listSensors(latest.data?.items ?? [], q), [latest.data, q]);
  const columns = useMemo(() => columnsOf(history, window), [history, window]);
  return (
    <Panel
      title={t("sensors")}
      note={latest.data && t("nSensors", { count: rows.length })}
      actions={
        <SearchBox
          label={t("searchSensors")}
          value={q}
          onChange={(text) => void navigate({ search: (old) => ({ ...old, q: text }), replace: true })}
        />
      }
      flush
    >
      <Loaded query={latest} what={t("sensors2")}>
        {() => (
          <DataTable
            label={t("sensors")}
            columns={columns}
            count={rows.length}
            rowAt={(index) => rows[index]}
            keyOf={(row) => rows.indexOf(row)}
            height="auto"
            empty={
              q ? (
                <Empty title={t("noSensorMatches")} />
              ) : (
                <Empty title={t("noSensors")}>{t("thisDeviceOffersNoneOrNone")}</Empty>
              )
            }
          />
        )}
      </Loaded>
    </Panel>
  );
}

function columnsOf(history: SeriesResult | undefined, window: Window): Column<Sample>[] {
  return [
    {
      id: "sensor",
      head: t("sensor"),
      width: "minmax(8rem, 2.5fr)",
      cell: (row) => <span title={row.object}>{withoutKind(row.object, kindOf(row))}</span>,
    },
    {
      id: "kind",
      head: t("kind"),
      width: "minmax(6rem, 1fr)",
      from: 40,
      cell: (row) => <span className="dim">{words(kindOf(row))}</span>,
    },
    { id: "now", head: t("now"), width: "7rem", align: "end", cell: (row) => <Reading row={row} /> },
    {
      id: "history",
      head: t("overTime"),
      width: "minmax(6rem, 9rem)",
      from: 32,
      cell: (row) =>
        kindOf(row) !== "state" && (
          <Sparkline
            points={pointsOf(history, row.object, "value")}
            start={window.start}
            end={window.end}
            fromZero={false}
          />
        ),
    },
    {
      id: "at",
      head: t("read"),
      width: "6rem",
      align: "end",
      cell: (row) => <Age at={row.at} everySeconds={5} />,
    },
  ];
}
