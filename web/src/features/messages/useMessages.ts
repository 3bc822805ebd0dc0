/** Messages of a filter, newest first: a tail that grows at the top while it is live, and at the end when one asks. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Message, MessageQuery } from "@/api/types";
import { fetchMessages, PAGE, type Row } from "./messages";

const EVERY_MS = 1_500;
/** Rows that are kept; older ones are asked for again when one scrolls there. */
const MOST = 5_000;

interface Rows {
  newer: readonly Row[];
  older: readonly Row[];
  /** Whether there is nothing behind the oldest row. */
  complete: boolean;
}

const NONE: Rows = { newer: [], older: [], complete: false };

/** Use it under a `key` of the filter: another filter is another list. */
export function useMessages(filter: MessageQuery, live: boolean) {
  const queries = useQueryClient();
  const [rows, setRows] = useState<Rows>(NONE);
  const number = useRef(0);
  const busy = useRef(false);
  const numbered = useCallback(
    (messages: readonly Message[]): Row[] =>
      messages.map((message) => ({ key: (number.current += 1), message })),
    [],
  );
  const first = useQuery({
    queryKey: ["messages", "first", filter],
    queryFn: ({ signal }) => fetchMessages(filter, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  const [base, setBase] = useState<readonly Row[]>([]);
  const [seen, setSeen] = useState(first.data);
  if (first.data !== undefined && seen !== first.data) {
    setSeen(first.data);
    setBase(first.data.items.map((message, index) => ({ key: -1 - index, message })));
    setRows({ ...NONE, complete: first.data.next === null });
  }

  const all = useMemo(() => [...rows.newer, ...base, ...rows.older], [rows.newer, base, rows.older]);
  const newest = all[0]?.message.id;
  const oldest = all.at(-1)?.message.id;

  useEffect(() => {
    if (!live || first.data === undefined) return;
    const timer = setInterval(() => {
      if (busy.current || document.hidden) return;
      busy.current = true;
      const after = newest === undefined ? undefined : (newest as unknown as number);
      void fetchMessages({ ...filter, after })
        .then((page) => {
          if (page.items.length === 0) return;
          setRows((old) => ({ ...old, newer: [...numbered(page.items), ...old.newer].slice(0, MOST) }));
        })
        .catch(() => queries.invalidateQueries({ queryKey: ["session"] }))
        .finally(() => {
          busy.current = false;
        });
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [live, filter, newest, first.data, numbered, queries]);

  const asking = useRef(false);
  const more = useCallback(() => {
    if (rows.complete || asking.current || oldest === undefined) return;
    asking.current = true;
    void fetchMessages({ ...filter, before: oldest as unknown as number })
      .then((page) =>
        setRows((old) => ({
          ...old,
          older: [...old.older, ...numbered(page.items)].slice(0, MOST),
          complete: page.items.length < PAGE,
        })),
      )
      .finally(() => {
        asking.current = false;
      });
  }, [filter, oldest, rows.complete, numbered]);

  return { rows: all, more, error: first.error, isPending: first.isPending, refetch: first.refetch };
}
