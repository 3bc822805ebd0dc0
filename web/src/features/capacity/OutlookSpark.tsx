import { memo } from "react";
import type { CapacityItem } from "@/api/types";
import classes from "./Capacity.module.css";
import { courseOf } from "./course";

const BOX = { width: 160, height: 24 };

/** What a series did, where it leads, and its limit. Decoration beside numbers: those are the accessible text. */
export const OutlookSpark = memo(function OutlookSpark({ item }: { item: CapacityItem }) {
  const course = courseOf(item, BOX);
  return (
    <svg
      className={classes.spark}
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      width="100%"
      height={BOX.height}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {course.cone && <path className={classes.cone} d={course.cone} />}
      {course.limit !== undefined && (
        <line className={classes.limit} x1={0} x2={BOX.width} y1={course.limit} y2={course.limit} />
      )}
      <path d={course.past} />
      {course.ahead && <path className={classes.ahead} d={course.ahead} />}
    </svg>
  );
});
