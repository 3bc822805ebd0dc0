import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/features/accounts/session";
import { poolsQuery, sitesQuery } from "@/features/inventory/devices";
import { oneOf } from "@/lib/search";
import { Filter } from "@/ui/table/Filters";
import { WITHIN_DAYS, type CapacitySearch } from "./capacitySearch";
import { t } from "./texts";

interface CapacityFiltersProps {
  search: CapacitySearch;
  onChange: (next: Partial<CapacitySearch>) => void;
}

export function CapacityFilters({ search, onChange }: CapacityFiltersProps) {
  const may = useMay("devices:view");
  const sites = useQuery({ ...sitesQuery, enabled: may });
  const pools = useQuery({ ...poolsQuery, enabled: may });
  const { kind, site, pool, within } = search;
  return (
    <>
      <Filter
        label={t("within")}
        none={t("aYear")}
        value={within}
        options={WITHIN_DAYS.map((value) => ({ value, label: t("nDays", { count: Number(value) }) }))}
        onChange={(days) => onChange({ within: oneOf(days, WITHIN_DAYS) })}
      />
      {(sites.data?.length ?? 0) > 0 && (
        <Filter
          label={t("site")}
          value={textOf(site)}
          options={named(sites.data)}
          onChange={(id) => onChange({ site: idOf(id) })}
        />
      )}
      {(pools.data?.length ?? 0) > 0 && (
        <Filter
          label={t("pool")}
          value={textOf(pool)}
          options={named(pools.data)}
          onChange={(id) => onChange({ pool: idOf(id) })}
        />
      )}
      {[kind, site, pool, within].some((one) => one !== undefined) && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange({ kind: undefined, site: undefined, pool: undefined, within: undefined })}
        >
          {t("clearFilters")}
        </Button>
      )}
    </>
  );
}

const named = (items: readonly { id: number; name: string }[] | undefined) =>
  (items ?? []).map((item) => ({ value: String(item.id), label: item.name }));
const idOf = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);
const textOf = (id: number | undefined): string | undefined => (id === undefined ? undefined : String(id));
