import type { Sample } from "@/api/types";
import type { Limits } from "@/features/limits/limits";
import { Measured } from "@/features/limits/Measured";
import { Status } from "@/ui/Status";
import { kindOf } from "./sensors";

const SEVERITY = ["ok", "warning", "critical"] as const;

/** A reading with its unit, between its limits where the device gives some; a state as its severity. */
export function Reading({ row, limits }: { row: Sample; limits?: Limits }) {
  const { severity, unit } = row.labels;
  if (kindOf(row) === "state")
    return <Status code={typeof severity === "number" ? SEVERITY[severity] : "unknown"} />;
  return <Measured value={row.values.value} unit={typeof unit === "string" ? unit : ""} limits={limits} />;
}
