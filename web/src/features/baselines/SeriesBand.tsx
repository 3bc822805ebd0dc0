import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { pointsOf, seriesQuery } from "@/features/series/series";
import type { Window } from "@/lib/range";
import { Loaded } from "@/ui/states";
import { anomaliesInQuery, annotationOf, bandQuery, drawnBand, type SeriesName } from "./anomalies";
import { t } from "./texts";
import { unitOf } from "./units";
import { useNextDay } from "./useNextDay";

interface SeriesBandProps {
  of: SeriesName;
  window: Window;
  heightRem?: number;
}

/** One series with what is normal for it behind, its anomalies as marks, and what is likely to come. */
export function SeriesBand({ of, window, heightRem = 13 }: SeriesBandProps) {
  const { deviceId, family, metric, object } = of;
  const series = useQuery(seriesQuery({ family, deviceId, objects: [object], metrics: [metric] }, window));
  const band = useQuery(bandQuery(of, window));
  const anomalies = useQuery(anomaliesInQuery({ device_id: deviceId, family, metric, object }, window));
  const step = series.data?.step_s ?? window.stepSeconds;
  const drawn = useMemo(() => drawnBand(band.data, window, step), [band.data, window, step]);
  const marks = useMemo(() => (anomalies.data?.items ?? []).map(annotationOf), [anomalies.data]);
  const ahead = useMemo(
    () => [{ of: { deviceId, family, metric, object }, color: 1 }],
    [deviceId, family, metric, object],
  );
  const forecasts = useNextDay(ahead, window, step);
  const zoom = useZoom();
  return (
    <Loaded query={series} what={t("samples")} rows={6}>
      {(result) => (
        <Chart
          label={`${metric} ${object}`}
          unit={unitOf(metric, result.series[0]?.unit)}
          series={[{ key: metric, label: object, color: 1, points: pointsOf(result, object, metric) }]}
          window={window}
          stepSeconds={result.step_s}
          heightRem={heightRem}
          filled={false}
          band={drawn}
          forecasts={forecasts}
          annotations={marks}
          onZoom={zoom}
        />
      )}
    </Loaded>
  );
}
