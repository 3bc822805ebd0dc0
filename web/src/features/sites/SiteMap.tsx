import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { FeatureCollection } from "geojson";
import { overviewQuery } from "@/features/overview/overview";
import { Empty } from "@/ui/states";
import type { Tone } from "@/ui/tone";
import { landPath, landQuery } from "./land";
import { project, viewOf, type View } from "./projection";
import classes from "./SiteMap.module.css";
import { allSitesQuery } from "./sites";
import { t } from "./texts";

const WIDTH = 1_000;
const HEIGHT = 394;

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
  const view = useMemo(() => viewOf(placed), [placed]);

  if (sites.data && placed.length === 0) return <Empty title={t("nowhere")}>{t("nowhereHint")}</Empty>;
  return (
    <svg
      className={classes.map}
      data-compact={compact || undefined}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      role="group"
      aria-label={t("map")}
    >
      <Land shape={land.data} view={view} />
      {placed.map((site) => {
        const [x, y] = project(site, view, WIDTH, HEIGHT);
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
            <text x={16} y={5}>
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

function Land({ shape, view }: { shape: FeatureCollection | undefined; view: View }) {
  const path = useMemo(() => landPath(shape, view, WIDTH, HEIGHT), [shape, view]);
  return <path className={classes.land} d={path} />;
}
