import { useCallback, useMemo, useState } from "react";

/** What tells rows apart. */
export type Key = number | string;

export interface Selection<K extends Key = number> {
  size: number;
  keys: readonly K[];
  has: (key: K) => boolean;
  toggle: (key: K) => void;
  add: (keys: readonly K[]) => void;
  clear: () => void;
}

export function useSelection<K extends Key = number>(): Selection<K> {
  const [chosen, setChosen] = useState<ReadonlySet<K>>(() => new Set());
  const toggle = useCallback(
    (key: K) =>
      setChosen((old) => {
        const next = new Set(old);
        if (!next.delete(key)) next.add(key);
        return next;
      }),
    [],
  );
  return useMemo(
    () => ({
      size: chosen.size,
      keys: [...chosen],
      has: (key) => chosen.has(key),
      toggle,
      add: (keys) => setChosen((old) => new Set([...old, ...keys])),
      clear: () => setChosen(new Set()),
    }),
    [chosen, toggle],
  );
}
