/** What the URL of the cycle list says. */
import type { CycleGroup } from "@/api/types";

/** What a cycle asks for: each group of tables has an interval of its own. */
export const GROUPS = [
  "interfaces",
  "environment",
  "reachability",
  "reachability_soft",
  "once",
] as const satisfies readonly CycleGroup[];
