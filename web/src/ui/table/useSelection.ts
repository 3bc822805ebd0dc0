import { useMemo, useState } from "react";

export interface Selection {
  size: number;
  keys: readonly number[];
  has: (key: number) => boolean;
  toggle: (key: number) => void;
  add: (keys: readonly number[]) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set());
  return useMemo(
    () => ({
      size: chosen.size,
      keys: [...chosen],
      has: (key) => chosen.has(key),
      toggle: (key) =>
        setChosen((old) => {
          const next = new Set(old);
          if (!next.delete(key)) next.add(key);
          return next;
        }),
      add: (keys) => setChosen((old) => new Set([...old, ...keys])),
      clear: () => setChosen(new Set()),
    }),
    [chosen],
  );
}
