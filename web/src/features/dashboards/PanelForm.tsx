import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import type { Layout, PanelContent, PanelKind, PanelLayout } from "@/api/types";
import { ActionButton } from "@/ui/ActionButton";
import forms from "@/ui/forms.module.css";
import { addPanel } from "./dashboards";
import { ContentFields } from "./PanelFields";
import { t } from "./texts";

const KINDS: readonly PanelKind[] = ["series", "table", "status", "map", "text"];

const EMPTY: Readonly<Record<PanelKind, PanelContent>> = {
  series: {
    kind: "series",
    family: "interface",
    metrics: ["in_bps"],
    devices: [],
    site: null,
    pool: null,
    search: "",
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
