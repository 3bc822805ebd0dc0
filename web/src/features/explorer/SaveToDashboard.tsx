import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  addPanel,
  createDashboard,
  dashboardsQuery,
  dashboardsKey,
  fetchDashboard,
  changeDashboard,
} from "@/features/dashboards/dashboards";
import type { Comparison } from "@/features/series/band";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { tellDone } from "@/ui/toast";
import { siteInView } from "@/lib/site";
import type { Question } from "./question";
import { t } from "./texts";

const NEW = "new";

/** Keeps the present question as a panel, on a dashboard that is there or a new one. */
export function SaveToDashboard({ question, compare }: { question: Question; compare?: Comparison }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("keep")}</Button>
      {open && (
        <Modal opened onClose={() => setOpen(false)} title={t("keepTitle")} centered lockScroll={false}>
          <SaveForm question={question} compare={compare} onClose={() => setOpen(false)} />
        </Modal>
      )}
    </>
  );
}

function SaveForm({
  question,
  compare,
  onClose,
}: {
  question: Question;
  compare?: Comparison;
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const dashboards = useQuery(dashboardsQuery);
  const mine = (dashboards.data ?? []).filter((dashboard) => dashboard.mine);
  const form = useForm({
    initial: { dashboard: NEW, name: "", title: question.metrics.join(", ") },
    check: (values) => ({
      name: values.dashboard === NEW && values.name.trim() === "" ? t("needsName") : undefined,
    }),
    send: async (values) => {
      const target =
        values.dashboard === NEW
          ? await createDashboard({ name: values.name, layout: { panels: [], variables: [] } })
          : await fetchDashboard(Number(values.dashboard));
      const layout = addPanel(target.layout, values.title, {
        kind: "series",
        family: question.family,
        metrics: [...question.metrics],
        devices: [...question.devices],
        site: siteInView() ?? null,
        pool: question.pool ?? null,
        search: question.q ?? "",
        objects: [...question.objects],
        agg: question.agg === "count" ? "avg" : question.agg,
        top: question.top ?? 5,
        compare: compare ?? "none",
      });
      return changeDashboard(target.id, { version: target.version, layout });
    },
    renews: [dashboardsKey],
    onDone: (dashboard, values) => {
      onClose();
      tellDone(t("kept", { panel: values.title, dashboard: dashboard.name }));
      void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: String(dashboard.id) } });
    },
  });
  const { onChange, value, error } = form.choice("dashboard");
  return (
    <Form form={form} failed={t("notKept")} action={t("keep")} onCancel={onClose}>
      <Select
        label={t("dashboard")}
        data={[
          { value: NEW, label: t("newDashboard") },
          ...mine.map((one) => ({ value: String(one.id), label: one.name })),
        ]}
        value={value}
        onChange={(next) => onChange(next ?? NEW)}
        error={error}
        allowDeselect={false}
      />
      {value === NEW && <TextInput label={t("name")} {...form.text("name")} data-autofocus />}
      <TextInput label={t("panelTitle")} {...form.text("title")} />
    </Form>
  );
}
