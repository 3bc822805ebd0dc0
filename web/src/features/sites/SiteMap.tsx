import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { FeatureCollection } from "geojson";
import { overviewQuery } from "@/features/overview/overview";
import { Empty } from "@/ui/states";
import type { Tone } from "@/ui/tone";
import { landPath, landQuery } from "./land";
import { project, sideOf, viewOf, type View } from "./projection";
import classes from "./SiteMap.module.css";
import { allSitesQuery } from "./sites";
import { t } from "./texts";

/** Until the frame has been measured. */
const USUAL = { width: 1_000, height: 394 };

interface Counts {
  up: number;
  down: number;
  unknown: number;
}

function toneOf({ up, down, unknown }: Counts): Tone {
  if (down > 0) return up > 0 ? "warning" : "bad";
  return unknown > 0 || up === 0 ? "unknown" : "good";
}

/** Sites where they are, each with its state as colour and shape. The coast comes with the console, from no other host. */
export function SiteMap({ compact = false }: { compact?: boolean }) {
  const sites = useQuery(allSitesQuery);
  const overview = useQuery(overviewQuery);
  const land = useQuery(landQuery);
  const navigate = useNavigate();
  const placed = useMemo(() => {
    const states = new Map((overview.data?.sites ?? []).map((site) => [site.id, site]));
    return (sites.data ?? []).flatMap((site) =>
      site.latitude === null || site.longitude === null
        ? []
        : [
            {
              id: site.id,
              name: site.name,
              latitude: site.latitude,
              longitude: site.longitude,
              counts: states.get(site.id) ?? { up: 0, down: 0, unknown: 0 },
            },
          ],
    );
  }, [sites.data, overview.data]);
  const frame = useRef<SVGSVGElement>(null);
  const [{ width, height }, setSize] = useState(USUAL);
  const nowhere = sites.data !== undefined && placed.length === 0;
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0 && element.clientHeight > 0)
        setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [nowhere]);
  const view = useMemo(() => viewOf(placed, width / height), [placed, width, height]);

  if (nowhere) return <Empty title={t("nowhere")}>{t("nowhereHint")}</Empty>;
  return (
    <svg
      ref={frame}
      className={classes.map}
      data-compact={compact || undefined}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={t("map")}
    >
      <Land shape={land.data} view={view} width={width} height={height} />
      {placed.map((site) => {
        const [x, y] = project(site, view, width, height);
        const { up, down, unknown } = site.counts;
        const says = t("siteSays", { name: site.name, up, down, unknown });
        const go = () => void navigate({ to: "/devices", search: { site: site.id } });
        return (
          <g
            key={site.id}
            className={classes.site}
            data-tone={toneOf(site.counts)}
            transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
            role="link"
            tabIndex={0}
            aria-label={says}
            onClick={go}
            onKeyDown={(event) => {
              if (event.key === "Enter") go();
            }}
          >
            <title>{says}</title>
            <circle r={16} className={classes.halo} />
            <Shape tone={toneOf(site.counts)} />
            <text
              x={sideOf(x, site.name, width) === "left" ? -16 : 16}
              y={5}
              textAnchor={sideOf(x, site.name, width) === "left" ? "end" : "start"}
            >
              {site.name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** As everywhere: a circle is up, a triangle down, a diamond not known. */
function Shape({ tone }: { tone: Tone }) {
  if (tone === "bad") return <path d="M-9 -7h18L0 9z" />;
  if (tone === "warning") return <path d="M0 -9 10 8h-20z" />;
  if (tone === "unknown") return <path d="M0 -9 9 0 0 9 -9 0z" className={classes.hollow} />;
  return <circle r={7.5} />;
}

interface LandProps {
  shape: FeatureCollection | undefined;
  view: View;
  width: number;
  height: number;
}

function Land({ shape, view, width, height }: LandProps) {
  const path = useMemo(() => landPath(shape, view, width, height), [shape, view, width, height]);
  return <path className={classes.land} d={path} />;
}
