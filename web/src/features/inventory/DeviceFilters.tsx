import type { ReactNode } from "react";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { words } from "@/lib/format";
import { oneOf } from "@/lib/search";
import { Filter, SearchBox } from "@/ui/table/Filters";
import frame from "@/ui/table/TableFrame.module.css";
import { poolsQuery, sitesQuery, tagsQuery } from "./devices";
import { DEVICE_STATES, IDENTITIES, type DeviceSearch } from "./deviceSearch";
import { t } from "./texts";

interface DeviceFiltersProps {
  search: DeviceSearch;
  onChange: (next: Partial<DeviceSearch>) => void;
  /** What one does with the whole table, at the end of the row. */
  tools?: ReactNode;
}

const named = (items: readonly { id: number; name: string }[] | undefined) =>
  (items ?? []).map((item) => ({ value: String(item.id), label: item.name }));
const idOf = (value: string | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);
const textOf = (id: number | undefined): string | undefined => (id === undefined ? undefined : String(id));

export function DeviceFilters({ search, onChange, tools }: DeviceFiltersProps) {
  const sites = useQuery(sitesQuery);
  const pools = useQuery(poolsQuery);
  const tags = useQuery(tagsQuery);
  const set = [search.state, search.site, search.pool, search.tag, search.identity, search.platform].some(
    (one) => one !== undefined,
  );
  return (
    <div className={frame.filters} role="search">
      <SearchBox label={t("searchDevices")} value={search.q} onChange={(q) => onChange({ q })} />
      <Filter
        label={t("state")}
        value={search.state}
        options={[
          { value: "up", label: t("up") },
          { value: "down", label: t("down") },
          { value: "unknown", label: t("unknown") },
        ]}
        onChange={(state) => onChange({ state: oneOf(state, DEVICE_STATES) })}
      />
      <Filter
        label={t("site")}
        value={textOf(search.site)}
        options={named(sites.data)}
        onChange={(site) => onChange({ site: idOf(site) })}
      />
      {(pools.data?.length ?? 0) > 0 && (
        <Filter
          label={t("pool")}
          value={textOf(search.pool)}
          options={named(pools.data)}
          onChange={(pool) => onChange({ pool: idOf(pool) })}
        />
      )}
      {(tags.data?.length ?? 0) > 0 && (
        <Filter
          label={t("tag")}
          value={search.tag}
          options={(tags.data ?? []).map((tag) => ({
            value: tag.name,
            label: `${tag.name} (${tag.device_count})`,
          }))}
          onChange={(tag) => onChange({ tag })}
        />
      )}
      <Filter
        label={t("identity")}
        value={search.identity}
        options={IDENTITIES.map((value) => ({
          value,
          label: value === "mismatch" ? t("otherIdentity") : words(value),
        }))}
        onChange={(identity) => onChange({ identity: oneOf(identity, IDENTITIES) })}
      />
      {search.platform !== undefined && (
        <Filter
          label={t("platform")}
          value={search.platform}
          options={[]}
          onChange={(platform) => onChange({ platform })}
        />
      )}
      {set && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            onChange({
              state: undefined,
              site: undefined,
              pool: undefined,
              tag: undefined,
              identity: undefined,
              platform: undefined,
            })
          }
        >
          {t("clearFilters")}
        </Button>
      )}
      <span className={frame.grow} />
      {tools}
    </div>
  );
}
