import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Point } from "@/features/series/points";
import { seriesQuery } from "@/features/series/series";
import { inStepsOf, type Window } from "@/lib/range";

const AT_ONCE = 24;
const SPARK_POINTS = 60;

export interface Spark {
  in: readonly Point[];
  out: readonly Point[];
}

/** Names in batches whose make-up changes as little as possible while scrolling: once asked, always in that batch. */
export function batchesOf(
  names: readonly string[],
  earlier: readonly (readonly string[])[],
  size = AT_ONCE,
): string[][] {
  const wanted = new Set(names);
  const kept = earlier.filter((batch) => batch.some((name) => wanted.has(name))).map((batch) => [...batch]);
  const covered = new Set(kept.flat());
  const fresh = names.filter((name) => !covered.has(name));
  for (let at = 0; at < fresh.length; at += size) kept.push(fresh.slice(at, at + size));
  return kept;
}

/** Sparklines for the interfaces in view only, a few dozen to a request. */
export function useSparks(
  deviceId: number,
  names: readonly string[],
  window: Window,
): ReadonlyMap<string, Spark> {
  const key = names.join("\n");
  const [grouping, setGrouping] = useState<{ key: string; batches: string[][] }>({ key: "", batches: [] });
  let { batches } = grouping;
  if (grouping.key !== key) {
    batches = batchesOf(names, batches);
    setGrouping({ key, batches });
  }
  const coarse = useMemo(() => inStepsOf(window, window.stepSeconds, SPARK_POINTS), [window]);
  return useQueries({
    queries: batches.map((objects) =>
      seriesQuery({ family: "interface", deviceId, objects, metrics: ["in_bps", "out_bps"] }, coarse),
    ),
    combine: collect,
  });
}

interface Answer {
  data?: { series: readonly { object: string | null; metric: string; points: readonly Point[] }[] };
}

function collect(answers: readonly Answer[]): ReadonlyMap<string, Spark> {
  const sparks = new Map<string, Spark>();
  for (const { data } of answers) {
    for (const { object, metric, points } of data?.series ?? []) {
      if (object === null) continue;
      const spark = sparks.get(object) ?? { in: [], out: [] };
      sparks.set(object, metric === "in_bps" ? { ...spark, in: points } : { ...spark, out: points });
    }
  }
  return sparks;
}
