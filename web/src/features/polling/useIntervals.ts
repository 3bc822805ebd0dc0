import { useQueries } from "@tanstack/react-query";
import type { CycleGroup } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { cyclesQuery } from "./polling";

/** Seconds between two samples, by what is asked for. A chart's step is never shorter, or each sample would stand alone. */
export interface Intervals {
  interfaces: number;
  environment: number;
  reachability: number;
}

/** What is assumed until a cycle has been seen. */
const USUAL: Intervals = { interfaces: 60, environment: 300, reachability: 60 };
const GROUPS = ["interfaces", "environment", "reachability"] as const satisfies readonly CycleGroup[];

/** The intervals in use, from the newest cycle of each group; a device's own interval may be longer. */
export function useIntervals(ownSeconds: number | null = null): Intervals {
  const own = ownSeconds ?? 0;
  const mayCycles = useMay("cycles:view");
  const seen = useQueries({
    queries: GROUPS.map((group) => ({
      ...cyclesQuery(group, 1),
      enabled: mayCycles,
      staleTime: 5 * 60_000,
      refetchInterval: false as const,
    })),
  });
  const of = (index: number, usual: number) =>
    Math.max(own, seen[index]?.data?.items[0]?.interval_s ?? usual);
  const interfaces = of(0, USUAL.interfaces);
  return {
    interfaces,
    environment: of(1, USUAL.environment),
    reachability: Math.max(interfaces, of(2, USUAL.reachability)), // SNMP's answers come with the interfaces
  };
}
