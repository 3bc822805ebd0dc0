import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Sample, SensorLimit, SeriesResult } from "@/api/types";
import { limitsOf, limitsQuery } from "@/features/limits/limits";
import { ReadAt } from "@/features/limits/Measured";
import { readingName } from "@/features/limits/readings";
import { latestQuery, pointsOf, seriesQuery } from "@/features/series/series";
import { Sparkline } from "@/features/series/Sparkline";
import { withoutKind, words } from "@/lib/format";
import { inStepsOf, type Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import type { Column } from "@/ui/table/columns";
import { DataTable } from "@/ui/table/DataTable";
import { SearchBox } from "@/ui/table/Filters";
import { Reading } from "./Reading";
import { kindOf, listSensors } from "./sensors";
import { t } from "./texts";

const SPARK_POINTS = 60;

interface SensorTableProps {
  deviceId: number;
  window: Window;
  intervalSeconds: number;
}

/** Every sensor with what it reads now and lately. Hundreds of them are usual where optics have sensors too. */
export function SensorTable({ deviceId, window, intervalSeconds }: SensorTableProps) {
  const { q } = useSearch({ from: "/app/devices/$deviceId" });
  const navigate = useNavigate({ from: "/devices/$deviceId" });
  const latest = useQuery(latestQuery("sensor", deviceId));
  const coarse = useMemo(() => inStepsOf(window, window.stepSeconds, SPARK_POINTS), [window]);
  const { data: history } = useQuery(seriesQuery({ family: "sensor", deviceId, metrics: ["value"] }, coarse));
  const rows = useMemo(() => listSensors(latest.data?.items ?? [], q), [latest.data, q]);
  const { data: limits } = useQuery(limitsQuery(deviceId));
  const columns = useMemo(
    () => columnsOf(history, window, limits, intervalSeconds),
    [history, window, limits, intervalSeconds],
  );
  const open = (row: Sample) =>
    void navigate({ search: (old) => ({ ...old, reading: readingName("sensor", row.object) }) });
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
            onOpen={open}
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

function columnsOf(
  history: SeriesResult | undefined,
  window: Window,
  limits: readonly SensorLimit[] | undefined,
  intervalSeconds: number,
): Column<Sample>[] {
  return [
    {
      id: "sensor",
      head: t("sensor"),
      width: "minmax(8rem, 2.5fr)",
      narrow: "minmax(6.5rem, 2fr)",
      cell: (row) => (
        <Link
          to="."
          search={(old) => ({ ...old, reading: readingName("sensor", row.object) })}
          className="link"
          title={row.object}
          tabIndex={-1}
        >
          {withoutKind(row.object, kindOf(row))}
        </Link>
      ),
    },
    {
      id: "kind",
      head: t("kind"),
      width: "minmax(6rem, 1fr)",
      from: 40,
      cell: (row) => <span className="dim">{words(kindOf(row))}</span>,
    },
    {
      id: "now",
      head: t("now"),
      width: "7.5rem",
      narrow: "6rem",
      align: "end",
      cell: (row) => <Reading row={row} limits={limitsOf(limits, "sensor", "value", row.object)} />,
    },
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
      width: "6.5rem",
      narrow: "5.2rem",
      align: "end",
      cell: (row) => <ReadAt at={row.at} intervalSeconds={intervalSeconds} />,
    },
  ];
}
