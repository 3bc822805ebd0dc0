/** The names of what credentials are given to. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { CredentialLevel } from "@/api/types";
import { fetchDevices, poolsQuery, sitesQuery } from "@/features/inventory/devices";

const devicesByName = queryOptions({
  queryKey: ["devices", "names"],
  queryFn: async ({ signal }) => (await fetchDevices({ sort: "name" }, 0, 1000, signal)).items,
  staleTime: 60_000,
});

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What may be chosen at a level that has names, as options of a select. */
export function useOptions(): Readonly<Partial<Record<CredentialLevel, Option[]>>> {
  const devices = useQuery(devicesByName).data;
  const sites = useQuery(sitesQuery).data;
  const pools = useQuery(poolsQuery).data;
  return { device: options(devices), site: options(sites), pool: options(pools) };
}

function options(items: readonly { id: number; name: string }[] | undefined): Option[] {
  return (items ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
}

/** The name of a thing, its number when it is not among those that were fetched. */
export function nameOf(found: readonly Option[] | undefined, ref: string): string {
  return found?.find((one) => one.value === ref)?.label ?? (found ? `#${ref}` : ref);
}
