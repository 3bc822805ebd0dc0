/** Names of devices: for choosing, and for the legends of charts. */
import { queryOptions, useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Device } from "@/api/types";
import { deviceQuery, fetchDevices } from "@/features/inventory/devices";
import { allPages } from "@/ui/table/usePages";

/** As many as are listed to be chosen from; others are found by typing. */
export const MOST_LISTED = 1_000;
const MOST_FOUND = 50;

export interface NamedDevice {
  id: number;
  name: string;
  address: string;
}

const named = ({ id, name, address }: Device): NamedDevice => ({ id, name, address });

export const deviceNamesQuery = queryOptions({
  queryKey: ["devices", "names"],
  queryFn: async () => {
    const found = await allPages(
      (offset, limit) => fetchDevices({ sort: "name" }, offset, limit),
      MOST_LISTED,
    );
    return found.map(named);
  },
  staleTime: 60_000,
});

/** The first devices that a text finds, for networks that are too large to be listed. */
export const foundDevicesQuery = (text: string) =>
  queryOptions({
    queryKey: ["devices", "found", text],
    queryFn: async () => (await fetchDevices({ sort: "name", q: text }, 0, MOST_FOUND)).items.map(named),
    staleTime: 60_000,
  });

const answered = (answers: readonly UseQueryResult<Device>[]): NamedDevice[] =>
  answers.flatMap(({ data }) => (data ? [named(data)] : []));

/** What the devices of these numbers are called; those that are not in the list are asked for one by one. */
export function useNames(ids: readonly number[]): (id: number) => string {
  const listed = useQuery(deviceNamesQuery).data;
  const known = useMemo(() => new Map(listed?.map(({ id, name }) => [id, name])), [listed]);
  const missing = useMemo(
    () => (listed === undefined ? [] : [...new Set(ids)].filter((id) => id > 0 && !known.has(id))),
    [listed, known, ids],
  );
  const others = useQueries({
    queries: missing.map((id) => ({
      ...deviceQuery(id),
      refetchInterval: false as const,
      staleTime: 60_000,
    })),
    combine: answered,
  });
  return useCallback(
    (id) => known.get(id) ?? others.find((one) => one.id === id)?.name ?? String(id),
    [known, others],
  );
}
