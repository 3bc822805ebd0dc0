import { Button, Modal, MultiSelect, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import type { Layout, PanelContent, PanelKind, PanelLayout } from "@/api/types";
import { deviceNamesQuery, familiesQuery } from "@/features/explorer/useLines";
import { COMPARISONS } from "@/features/series/band";
import { words } from "@/lib/format";
import { ActionButton } from "@/ui/ActionButton";
import forms from "@/ui/forms.module.css";
import { addPanel } from "./dashboards";
import { t } from "./texts";

const KINDS: readonly PanelKind[] = ["series", "table", "status", "map", "text"];

const EMPTY: Readonly<Record<PanelKind, PanelContent>> = {
  series: {
    kind: "series",
    family: "interface",
    metrics: ["in_bps"],
    devices: [],
    objects: [],
    agg: "avg",
    top: 5,
    compare: "none",
  },
  table: { kind: "table", source: "problems", site: null, state: null, rows: 10 },
  status: { kind: "status", site: null },
  map: { kind: "map" },
  text: { kind: "text", text: "" },
};

interface PanelFormProps {
  /** None: a new one. */
  panel?: PanelLayout;
  layout: Layout;
  onDone: (layout: Layout) => void;
  onClose: () => void;
}

/** Makes or changes one panel of the draft; the server sees it when the dashboard is saved. */
export function PanelForm({ panel, layout, onDone, onClose }: PanelFormProps) {
  const [title, setTitle] = useState(panel?.title ?? "");
  const [content, setContent] = useState<PanelContent>(panel?.content ?? EMPTY.series);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!panel) {
      onDone(addPanel(layout, title || t(`kind.${content.kind}`), content));
      return;
    }
    const panels = layout.panels.map((one) => (one.id === panel.id ? { ...one, title, content } : one));
    onDone({ ...layout, panels });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={panel ? t("editPanel", { title: panel.title }) : t("addPanel")}
      centered
      lockScroll={false}
    >
      <form className={forms.form} onSubmit={submit}>
        <Select
          label={t("shows")}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={content.kind}
          onChange={(value) => {
            const kind = KINDS.find((one) => one === value);
            if (kind && kind !== content.kind) setContent(EMPTY[kind]);
          }}
          allowDeselect={false}
        />
        <TextInput
          label={t("panelTitle")}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <ContentFields content={content} layout={layout} onChange={setContent} />
        <div className={forms.buttons}>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <ActionButton
            type="submit"
            why={content.kind === "series" && content.metrics.length === 0 && t("chooseMetricFirst")}
          >
            {t("take")}
          </ActionButton>
        </div>
      </form>
    </Modal>
  );
}

interface ContentFieldsProps<C extends PanelContent = PanelContent> {
  content: C;
  layout: Layout;
  onChange: (content: PanelContent) => void;
}

function ContentFields({ content, layout, onChange }: ContentFieldsProps) {
  switch (content.kind) {
    case "series":
      return <SeriesFields content={content} layout={layout} onChange={onChange} />;
    case "table":
      return (
        <>
          <Select
            label={t("list")}
            data={(["problems", "devices", "events"] as const).map((value) => ({ value, label: t(value) }))}
            value={content.source}
            onChange={(value) =>
              onChange({ ...content, source: value === "devices" || value === "events" ? value : "problems" })
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
            <SiteField
              site={content.site}
              layout={layout}
              onChange={(site) => onChange({ ...content, site })}
            />
          )}
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
  onChange: (site: string | null) => void;
}

/** A site is chosen above the panels: this only says by which variable. */
function SiteField({ site, layout, onChange }: SiteFieldProps) {
  const names = layout.variables.filter((variable) => variable.kind === "site").map(({ name }) => `$${name}`);
  if (names.length === 0) return null;
  return (
    <Select
      label={t("site")}
      placeholder={t("allSites")}
      data={names}
      value={typeof site === "string" ? site : null}
      onChange={onChange}
      clearable
    />
  );
}

function SeriesFields({
  content,
  layout,
  onChange,
}: ContentFieldsProps<Extract<PanelContent, { kind: "series" }>>) {
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
