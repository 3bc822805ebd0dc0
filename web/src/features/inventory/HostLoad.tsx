import { useQuery } from "@tanstack/react-query";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { seriesQuery } from "@/features/series/series";
import { words } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";

const MOST = 6;

/** Processors, memory and storage in use. */
export function HostLoad({ deviceId, window }: { deviceId: number; window: Window }) {
  const query = useQuery(seriesQuery({ family: "host", deviceId, metrics: ["used_percent"] }, window));
  const zoom = useZoom();
  const all = query.data?.series ?? [];
  const note = all.length > MOST ? `the first ${MOST} of ${all.length}` : "in use";
  return (
    <Panel title="CPU, memory, storage" note={note}>
      <Loaded query={query} what="host load" rows={5}>
        {(result) =>
          result.series.length === 0 ? (
            <Empty title="Not collected">
              This device offers no host resources, or none were asked for yet.
            </Empty>
          ) : (
            <Chart
              label="CPU, memory and storage in use"
              unit="%"
              series={result.series.slice(0, MOST).map((one, index) => ({
                key: one.object,
                label: hostLabel(one.object),
                color: index + 1,
                points: one.points,
                dashed: index >= 3,
              }))}
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

/** `cpu/Switch 1` as a person says it: `CPU Switch 1`. */
function hostLabel(object: string): string {
  const [kind = "", ...rest] = object.split("/");
  return rest.length === 0 || !["cpu", "memory", "storage"].includes(kind)
    ? object
    : `${words(kind)} ${rest.join("/")}`;
}
