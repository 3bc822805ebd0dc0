import { MultiSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Layout, PanelContent } from "@/api/types";
import { AGGREGATIONS } from "@/features/explorer/question";
import { deviceNamesQuery } from "@/features/explorer/names";
import { familiesQuery } from "@/features/explorer/useLines";
import { poolsQuery } from "@/features/inventory/devices";
import { sitesQuery } from "@/features/inventory/sitesQuery";
import { COMPARISONS } from "@/features/series/band";
import { words } from "@/lib/format";
import forms from "@/ui/forms.module.css";
import { t } from "./texts";

const SOURCES = ["problems", "incidents", "devices", "events"] as const;
const STATES = ["up", "down", "unknown"] as const;

interface ContentFieldsProps<C extends PanelContent = PanelContent> {
  content: C;
  layout: Layout;
  onChange: (content: PanelContent) => void;
}

/** What is to be said about one kind of panel. */
export function ContentFields({ content, layout, onChange }: ContentFieldsProps) {
  switch (content.kind) {
    case "series":
      return <SeriesFields content={content} layout={layout} onChange={onChange} />;
    case "table":
      return (
        <>
          <Select
            label={t("list")}
            data={SOURCES.map((value) => ({ value, label: t(value) }))}
            value={content.source}
            onChange={(value) =>
              onChange({ ...content, source: SOURCES.find((one) => one === value) ?? "problems" })
            }
            allowDeselect={false}
          />
          <NumberInput
            label={t("rows")}
            min={1}
            max={200}
            value={content.rows}
            onChange={(value) => onChange({ ...content, rows: Math.max(1, Number(value) || 10) })}
          />
          {content.source === "devices" && (
            <Select
              label={t("state")}
              placeholder={t("anyState")}
              data={STATES.map((value) => ({ value, label: words(value) }))}
              value={content.state ?? null}
              onChange={(value) =>
                onChange({ ...content, state: STATES.find((one) => one === value) ?? null })
              }
              clearable
            />
          )}
          <SiteField
            site={content.site}
            layout={layout}
            onChange={(site) => onChange({ ...content, site })}
          />
        </>
      );
    case "status":
      return (
        <SiteField site={content.site} layout={layout} onChange={(site) => onChange({ ...content, site })} />
      );
    case "map":
      return null;
    case "text":
      return (
        <Textarea
          label={t("text")}
          description={t("textHint")}
          autosize
          minRows={4}
          maxLength={4_000}
          value={content.text}
          onChange={(event) => onChange({ ...content, text: event.currentTarget.value })}
        />
      );
  }
}

interface SiteFieldProps {
  site: number | string | null | undefined;
  layout: Layout;
  onChange: (site: number | string | null) => void;
}

/** One site, or the one that is chosen above the panels. */
function SiteField({ site, layout, onChange }: SiteFieldProps) {
  const sites = useQuery(sitesQuery);
  const variables = layout.variables.filter((variable) => variable.kind === "site");
  if (variables.length === 0 && (sites.data ?? []).length === 0) return null;
  return (
    <Select
      label={t("site")}
      placeholder={t("allSites")}
      data={[
        ...variables.map(({ name, label }) => ({ value: `$${name}`, label: `$${label || name}` })),
        ...(sites.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={site == null ? null : String(site)}
      onChange={(value) => onChange(value === null || value.startsWith("$") ? value : Number(value))}
      clearable
      searchable
    />
  );
}

type SeriesFieldsProps = ContentFieldsProps<Extract<PanelContent, { kind: "series" }>>;

/** Which of all devices: of a site, of a pool, that a text finds. */
function Which({ content, layout, onChange }: SeriesFieldsProps) {
  const pools = useQuery(poolsQuery).data ?? [];
  return (
    <>
      <SiteField site={content.site} layout={layout} onChange={(site) => onChange({ ...content, site })} />
      {pools.length > 0 && (
        <Select
          label={t("pool")}
          placeholder={t("allPools")}
          data={pools.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={content.pool == null ? null : String(content.pool)}
          onChange={(pool) => onChange({ ...content, pool: pool === null ? null : Number(pool) })}
          clearable
          searchable
        />
      )}
      <TextInput
        label={t("nameHas")}
        maxLength={255}
        value={content.search}
        onChange={(event) => onChange({ ...content, search: event.currentTarget.value })}
      />
    </>
  );
}

function SeriesFields({ content, layout, onChange }: SeriesFieldsProps) {
  const families = useQuery(familiesQuery);
  const devices = useQuery(deviceNamesQuery);
  const family = families.data?.families.find((one) => one.name === content.family);
  const variables = layout.variables.filter((variable) => variable.kind === "device");
  return (
    <>
      <div className={forms.row}>
        <Select
          label={t("family")}
          data={(families.data?.families ?? []).map((one) => ({ value: one.name, label: words(one.name) }))}
          value={content.family}
          onChange={(value) => value && onChange({ ...content, family: value, metrics: [], objects: [] })}
          allowDeselect={false}
        />
        <Select
          label={t("compare")}
          data={COMPARISONS.map((value) => ({ value, label: t(`compare.${value}`) }))}
          value={content.compare}
          onChange={(value) =>
            onChange({ ...content, compare: COMPARISONS.find((one) => one === value) ?? "none" })
          }
          allowDeselect={false}
        />
      </div>
      <Select
        label={t("aggregation")}
        data={AGGREGATIONS.map((value) => ({ value, label: t(`agg.${value}`) }))}
        value={content.agg}
        onChange={(value) =>
          onChange({ ...content, agg: AGGREGATIONS.find((one) => one === value) ?? "avg" })
        }
        allowDeselect={false}
      />
      <MultiSelect
        label={t("metrics")}
        data={(family?.metrics ?? []).map(({ name }) => ({ value: name, label: words(name) }))}
        value={[...content.metrics]}
        onChange={(metrics) => onChange({ ...content, metrics })}
        maxValues={8}
      />
      <MultiSelect
        label={t("devices")}
        placeholder={content.devices.length === 0 ? t("allDevices") : undefined}
        data={[
          ...variables.map(({ name, label }) => ({ value: `$${name}`, label: `$${label || name}` })),
          ...(devices.data ?? []).map((device) => ({ value: String(device.id), label: device.name })),
        ]}
        value={content.devices.map(String)}
        onChange={(chosen) =>
          onChange({ ...content, devices: chosen.map((one) => (one.startsWith("$") ? one : Number(one))) })
        }
        maxValues={50}
        limit={50}
        searchable
      />
      {content.devices.length === 0 && <Which content={content} layout={layout} onChange={onChange} />}
      <NumberInput
        label={t("top")}
        description={t("topHint")}
        min={1}
        max={20}
        value={content.top}
        onChange={(value) => onChange({ ...content, top: Math.min(20, Math.max(1, Number(value) || 5)) })}
      />
    </>
  );
}
