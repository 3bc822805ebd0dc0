/** A long list, fetched a page at a time around what is in view. */
import { keepPreviousData, useQueries, type QueryKey } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Page } from "@/api/types";

const PAGE = 100;
/** As many as the API gives at once. */
const ALL_PAGE = 1_000;

export interface PagedList<T> {
  total: number;
  rowAt: (index: number) => T | undefined;
  setVisible: (first: number, last: number) => void;
  isPending: boolean;
  isFetching: boolean;
  error: unknown;
  refetch: () => void;
}

/** The page numbers that cover rows `first..last`, always with the first page, which knows the total. */
export function pagesFor(first: number, last: number, size = PAGE): number[] {
  const pages = new Set([0]);
  for (let page = Math.floor(first / size); page <= Math.floor(last / size); page += 1) pages.add(page);
  return [...pages].sort((a, b) => a - b);
}

/** All rows of a long list, for a file; at most `most`. */
export async function allPages<T>(
  fetchPage: (offset: number, limit: number) => Promise<Page<T>>,
  most = 10_000,
): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const page = await fetchPage(found.length, ALL_PAGE);
    found.push(...page.items);
    if (page.items.length === 0 || found.length >= Math.min(page.total, most)) return found;
  }
}

export function usePages<T>(
  key: QueryKey,
  fetchPage: (offset: number, limit: number, signal: AbortSignal) => Promise<Page<T>>,
  refetchInterval: number | false = 30_000,
): PagedList<T> {
  const [visible, setVisiblePages] = useState("0");
  const wanted = visible.split(",").map(Number);
  const results = useQueries({
    queries: wanted.map((page) => ({
      queryKey: [...key, { offset: page * PAGE }],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(page * PAGE, PAGE, signal),
      placeholderData: keepPreviousData,
      refetchInterval,
    })),
  });
  const byPage = new Map<number, readonly T[]>();
  results.forEach((result) => {
    // A kept answer of the previous filter belongs to its own offset, which is why the answer is asked for it.
    if (result.data) byPage.set(result.data.offset / PAGE, result.data.items);
  });
  const setVisible = useCallback((first: number, last: number) => {
    setVisiblePages(pagesFor(first, last).join(","));
  }, []);
  const front = results[0];
  return {
    total: front?.data?.total ?? 0,
    rowAt: (index) => byPage.get(Math.floor(index / PAGE))?.[index % PAGE],
    setVisible,
    isPending: front?.isPending ?? true,
    isFetching: results.some((result) => result.isFetching),
    error: front?.data ? null : front?.error,
    refetch: () => void Promise.all(results.map((result) => result.refetch())),
  };
}
