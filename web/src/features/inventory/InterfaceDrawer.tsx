import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { Device, SeriesResult } from "@/api/types";
import { Chart } from "@/features/series/Chart";
import { useZoom } from "@/features/series/RangePicker";
import { pointsOf, seriesQuery } from "@/features/series/series";
import { bits, NOT_KNOWN, words } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Age } from "@/ui/Moment";
import { Loaded } from "@/ui/states";
import { interfacesQuery } from "./interfaces";
import { PortState } from "./portColumns";
import classes from "./Device.module.css";
import { t } from "./texts";

const CHARTS = [
  { title: t("traffic"), metric: "bps", unit: "bit/s" },
  { title: t("unicastPackets"), metric: "ucast_pps", unit: "1/s" },
  { title: t("errors"), metric: "errors_ps", unit: "1/s" },
  { title: t("discards"), metric: "discards_ps", unit: "1/s" },
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
      title={t("on", { name, device: device.name })}
    >
      <div className={classes.charts}>
        {port && (
          <Link
            to="/devices/$deviceId/interface"
            params={{ deviceId: String(device.id) }}
            search={(old) => ({ name, range: old.range, from: old.from, to: old.to })}
            className="link"
          >
            {t("wholePage")}
          </Link>
        )}
        {port ? (
          <dl className={classes.facts}>
            <dt>{t("state")}</dt>
            <dd>
              <PortState port={port} />{" "}
              {port.last_change_at && (
                <span className="faint">
                  {t("since")} <Age at={port.last_change_at} />
                </span>
              )}
            </dd>
            <dt>{t("description")}</dt>
            <dd>{port.alias || port.descr || NOT_KNOWN}</dd>
            <dt>{t("speed")}</dt>
            <dd>{bits(port.speed_bps)}</dd>
            <dt>{t("typeAndMtu")}</dt>
            <dd>
              {port.type ? words(port.type) : NOT_KNOWN}, {port.mtu ?? NOT_KNOWN}
            </dd>
            <dt>{t("macAndIndex")}</dt>
            <dd className="mono">
              {port.mac ?? NOT_KNOWN}, {port.if_index ?? NOT_KNOWN}
            </dd>
          </dl>
        ) : (
          interfaces.data && <p className="dim">{t("theInventoryHasNoInterface")}</p>
        )}
        <Loaded query={series} what={t("samples")} rows={10}>
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
          { key: "in", label: t("in"), color: 1, points: pointsOf(result, null, `in_${metric}`) },
          {
            key: "out",
            label: t("out"),
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
