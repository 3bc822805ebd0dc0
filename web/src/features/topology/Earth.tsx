import { useQuery } from "@tanstack/react-query";
import { useMemo, type Ref } from "react";
import { landPath, landQuery } from "@/features/sites/land";
import type { View } from "@/features/sites/projection";
import { EARTH_HEIGHT, EARTH_WIDTH } from "./geography";
import classes from "./Map.module.css";

/** The coast below the network; who draws the network moves `inner` with it. */
export function Earth({ view, inner }: { view: View; inner: Ref<SVGGElement> }) {
  const land = useQuery(landQuery);
  const path = useMemo(() => landPath(land.data, view, EARTH_WIDTH, EARTH_HEIGHT), [land.data, view]);
  return (
    <svg className={classes.earth} aria-hidden="true">
      <g ref={inner}>
        <path className={classes.land} d={path} />
      </g>
    </svg>
  );
}
