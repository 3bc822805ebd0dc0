import { memo } from "react";
import { extentOf, sparkPath, type Point } from "./points";
import classes from "./Chart.module.css";
import { t } from "./texts";

interface SparklineProps {
  points: readonly Point[];
  /** A second series on the same scale. */
  other?: readonly Point[];
  start: number;
  end: number;
  fromZero?: boolean;
  width?: number;
}

const HEIGHT = 22;

/** A word-sized chart. Decoration beside a number: the number is the accessible text. */
export const Sparkline = memo(function Sparkline(props: SparklineProps) {
  const { points, other = [], start, end, fromZero = true, width = 120 } = props;
  const extent = extentOf([...points, ...other]);
  if (!extent) return <span className="faint">{t("noSamples")}</span>;
  const scale = fromZero ? { min: Math.min(0, extent.min), max: extent.max } : extent;
  const box = { start, end, width, height: HEIGHT };
  return (
    <svg
      className={classes.spark}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {other.length > 0 && <path data-color="2" d={sparkPath(other, box, scale)} />}
      <path d={sparkPath(points, box, scale)} />
    </svg>
  );
});
