import type { Sample } from "@/api/types";
import { inUnit } from "@/lib/format";
import { Status } from "@/ui/Status";
import { kindOf } from "./sensors";

const SEVERITY = ["ok", "warning", "critical"] as const;

/** A reading with its unit; a state as its severity. */
export function Reading({ row }: { row: Sample }) {
  const { severity, unit } = row.labels;
  if (kindOf(row) === "state")
    return <Status code={typeof severity === "number" ? SEVERITY[severity] : "unknown"} />;
  return inUnit(row.values.value, typeof unit === "string" ? unit : "");
}
