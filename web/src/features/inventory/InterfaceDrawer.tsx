import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Device, SeriesResult } from "@/api/types";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { pointsOf, seriesQuery } from "@/features/series/series";
import { bits, NOT_KNOWN } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Age } from "@/ui/Moment";
import { Loaded } from "@/ui/states";
import { interfacesQuery } from "./interfaces";
import { PortState } from "./portColumns";
import classes from "./Device.module.css";

const CHARTS = [
  { title: "Traffic", metric: "bps", unit: "bit/s" },
  { title: "Unicast packets", metric: "ucast_pps", unit: "1/s" },
  { title: "Errors", metric: "errors_ps", unit: "1/s" },
  { title: "Discards", metric: "discards_ps", unit: "1/s" },
] as const;

const METRICS = CHARTS.flatMap(({ metric }) => [`in_${metric}`, `out_${metric}`]);

/** One interface in detail, beside the page it was opened from. Its name is in the URL. */
export function InterfaceDrawer({ device, name, window }: { device: Device; name: string; window: Window }) {
  const navigate = useNavigate();
  const interfaces = useQuery(interfacesQuery(device.id));
  const series = useQuery(
    seriesQuery({ family: "interface", deviceId: device.id, objects: [name], metrics: METRICS }, window),
  );
  const port = interfaces.data?.find((one) => one.name === name);
  const close = () => void navigate({ to: ".", search: (old) => ({ ...old, interface: undefined }) });

  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(44rem, 100vw)"
      title={`${name} on ${device.name}`}
    >
      <div className={classes.charts}>
        {port ? (
          <dl className={classes.facts}>
            <dt>State</dt>
            <dd>
              <PortState port={port} />{" "}
              {port.last_change_at && (
                <span className="faint">
                  since <Age at={port.last_change_at} />
                </span>
              )}
            </dd>
            <dt>Description</dt>
            <dd>{port.alias || port.descr || NOT_KNOWN}</dd>
            <dt>Speed</dt>
            <dd>{bits(port.speed_bps)}</dd>
            <dt>Type and MTU</dt>
            <dd>
              {port.type || NOT_KNOWN}, {port.mtu ?? NOT_KNOWN}
            </dd>
            <dt>MAC and index</dt>
            <dd className="mono">
              {port.mac ?? NOT_KNOWN}, {port.if_index ?? NOT_KNOWN}
            </dd>
          </dl>
        ) : (
          interfaces.data && <p className="dim">The inventory has no interface of this name any more.</p>
        )}
        <Loaded query={series} what="samples" rows={10}>
          {(result) =>
            CHARTS.map((chart) => (
              <Directions key={chart.metric} {...chart} result={result} window={window} />
            ))
          }
        </Loaded>
      </div>
    </Drawer>
  );
}

interface DirectionsProps {
  title: string;
  metric: string;
  unit: string;
  result: SeriesResult;
  window: Window;
}

function Directions({ title, metric, unit, result, window }: DirectionsProps) {
  const zoom = useZoom();
  return (
    <div>
      <h3 className={classes.chartTitle}>{title}</h3>
      <Chart
        label={title}
        unit={unit}
        series={[
          { key: "in", label: "In", color: 1, points: pointsOf(result, null, `in_${metric}`) },
          {
            key: "out",
            label: "Out",
            color: 2,
            points: pointsOf(result, null, `out_${metric}`),
            below: true,
          },
        ]}
        window={window}
        stepSeconds={result.step_s}
        heightRem={metric === "bps" ? 11 : 8}
        onZoom={zoom}
      />
    </div>
  );
}
