import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useIntervals } from "@/features/polling/useIntervals";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { totalTrafficQuery } from "@/features/series/series";
import { useWindow } from "@/features/series/useWindow";
import type { Totals } from "@/api/types";
import type { Point } from "@/features/series/points";
import type { RangeSearch } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { t } from "./texts";

export function TotalTraffic({ search }: { search: RangeSearch }) {
  const window = useWindow(search, 240, useIntervals().interfaces);
  const query = useQuery(totalTrafficQuery(window));
  const zoom = useZoom();
  const { data } = query;
  const series = useMemo(
    () => [
      { key: "in", label: t("in"), color: 1, points: totalOf(data, "in_bps") },
      { key: "out", label: t("out"), color: 2, points: totalOf(data, "out_bps"), below: true },
    ],
    [data],
  );
  return (
    <Panel title={t("traffic")} note={coverage(data)}>
      <Loaded query={query} what={t("traffic2")} rows={6}>
        {(result) => (
          <Chart
            label={t("trafficOverAllInterfaces")}
            unit="bit/s"
            series={series}
            window={window}
            stepSeconds={result.step_s}
            heightRem={13}
            onZoom={zoom}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function totalOf(totals: Totals | undefined, metric: string): readonly Point[] {
  return totals?.series.find((one) => one.metric === metric)?.points ?? [];
}

/** What the newest sum rests on. */
function coverage(totals: Totals | undefined): string | undefined {
  const objects = totals?.series[0]?.objects.findLast((one) => one > 0);
  return objects === undefined
    ? undefined
    : t("sumOverTheThatGaveA", { objects: t("nInterfaces", { count: objects }) });
}
