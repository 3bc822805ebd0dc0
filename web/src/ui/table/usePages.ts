/** A long list, fetched a page at a time around what is in view. */
import { hashKey, keepPreviousData, useQueries, useQuery, type QueryKey } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Page } from "@/api/types";

const PAGE = 100;
/** As many as the API gives at once. */
const ALL_PAGE = 1_000;

export interface PagedList<T> {
  /** What is asked for: with another question the list begins at its top. */
  question: string;
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
  const pageQuery = (page: number) => ({
    queryKey: [...key, { offset: page * PAGE }],
    queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(page * PAGE, PAGE, signal),
    refetchInterval,
  });
  // The first page alone: only a query that is asked alone knows what the question before was answered, and shows it on.
  const front = useQuery({ ...pageQuery(0), placeholderData: keepPreviousData });
  const others = useQueries({ queries: visible.split(",").map(Number).filter(Boolean).map(pageQuery) });
  const results = [front, ...others];
  const byPage = new Map<number, readonly T[]>();
  for (const { data } of results) if (data) byPage.set(data.offset / PAGE, data.items);
  const setVisible = useCallback((first: number, last: number) => {
    setVisiblePages(pagesFor(first, last).join(","));
  }, []);
  return {
    question: hashKey(key),
    total: front.data?.total ?? 0,
    rowAt: (index) => byPage.get(Math.floor(index / PAGE))?.[index % PAGE],
    setVisible,
    isPending: front.isPending,
    isFetching: results.some((result) => result.isFetching),
    error: front.data ? null : front.error,
    refetch: () => void Promise.all(results.map((result) => result.refetch())),
  };
}
