import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { seriesQuery } from "@/features/series/series";
import type { Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { hostLines } from "./hostLines";
import { t } from "./texts";

const MOST = 6;

/** Processors, memory and storage in use. */
export function HostLoad({ deviceId, window }: { deviceId: number; window: Window }) {
  const query = useQuery(seriesQuery({ family: "host", deviceId, metrics: ["used_percent"] }, window));
  const zoom = useZoom();
  const all = useMemo(() => hostLines(query.data?.series ?? []), [query.data]);
  const note = all.length > MOST ? t("theFirstOf", { MOST, number: all.length }) : t("inUse");
  return (
    <Panel title={t("cpuMemoryStorage")} note={note}>
      <Loaded query={query} what={t("hostLoad")} rows={5}>
        {(result) =>
          result.series.length === 0 ? (
            <Empty title={t("notCollected")}>{t("thisDeviceOffersNoHostResources")}</Empty>
          ) : (
            <Chart
              label={t("cpuMemoryAndStorageInUse")}
              unit="%"
              series={all
                .slice(0, MOST)
                .map((one, index) => ({ ...one, color: index + 1, dashed: index >= 3 }))}
              filled={false}
              window={window}
              stepSeconds={result.step_s}
              heightRem={9}
              onZoom={zoom}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
