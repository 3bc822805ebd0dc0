import { useMemo } from "react";
import { useNow } from "@/lib/clock";
import { windowOf, type RangeSearch, type Window } from "@/lib/range";

/** The window the URL asks for; a rolling one moves on every 15 seconds. */
export function useWindow(search: RangeSearch, points?: number, intervalSeconds?: number): Window {
  const now = useNow(15);
  const { range, from, to } = search;
  return useMemo(
    () => windowOf({ range, from, to }, now, points, intervalSeconds),
    [range, from, to, now, points, intervalSeconds],
  );
}
