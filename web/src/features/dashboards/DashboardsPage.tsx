import { Button, Modal, TextInput } from "@mantine/core";
import { IconDeviceTv, IconFileImport, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { DashboardFile, DashboardSummary } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Form } from "@/ui/form/Form";
import { useForm } from "@/ui/form/useForm";
import { Age } from "@/ui/Moment";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import type { Column } from "@/ui/table/columns";
import { ListTable } from "@/ui/table/ListTable";
import { useSelection } from "@/ui/table/useSelection";
import { tellDone, tellFailed } from "@/ui/toast";
import { createDashboard, dashboardsKey, dashboardsQuery, importDashboard } from "./dashboards";
import { STARTERS } from "./starters";
import { t } from "./texts";

const columns: readonly Column<DashboardSummary>[] = [
  {
    id: "name",
    head: t("name"),
    width: "minmax(10rem, 2fr)",
    narrow: "minmax(6rem, 2fr)",
    sort: "name",
    value: (row) => row.name,
    cell: (row) => (
      <Link to="/dashboards/$dashboardId" params={{ dashboardId: String(row.id) }}>
        {row.name}
      </Link>
    ),
  },
  {
    id: "owner",
    head: t("owner"),
    width: "minmax(6rem, 1fr)",
    sort: "owner",
    from: 32,
    value: (row) => row.owner,
    cell: (row) => (row.mine ? t("you") : row.owner),
  },
  {
    id: "shared",
    head: t("seenBy"),
    width: "8rem",
    sort: "shared",
    from: 40,
    value: (row) => (row.shared ? t("everybody") : t("onlyYou")),
    cell: (row) => (row.shared ? t("everybody") : t("onlyYou")),
  },
  {
    id: "panels",
    head: t("panels"),
    width: "6rem",
    narrow: "4rem",
    align: "end",
    sort: "panels",
    value: (row) => row.panels,
    cell: (row) => row.panels,
  },
  {
    id: "updated",
    head: t("changed"),
    width: "8rem",
    narrow: "7rem",
    align: "end",
    sort: "updated",
    value: (row) => row.updated_at,
    cell: (row) => <Age at={row.updated_at} everySeconds={5} />,
  },
];

/** One's own dashboards and those that others share. */
export function DashboardsPage() {
  const list = useQuery(dashboardsQuery);
  const navigate = useNavigate();
  const mayEdit = useMay("dashboards:edit");
  const [making, setMaking] = useState(false);
  const selection = useSelection();
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          {selection.size > 0 && (
            <Button
              variant="default"
              leftSection={<IconDeviceTv size={16} />}
              onClick={() => void navigate({ to: "/wall", search: { show: selection.keys.join(",") } })}
            >
              {t("onTheWall", { count: selection.size })}
            </Button>
          )}
          {mayEdit && <ImportButton />}
          {mayEdit && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
              {t("make")}
            </Button>
          )}
        </>
      }
    >
      <Panel title={t("title")}>
        <Loaded query={list} what={t("dashboards")}>
          {(rows) => (
            <ListTable
              tableId="dashboards"
              label={t("title")}
              columns={columns}
              rows={rows}
              keyOf={(row) => row.id}
              nameOf={(row) => row.name}
              selection={selection}
              search={t("search")}
              usualSort="name"
              height="auto"
              onOpen={(row) =>
                void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: String(row.id) } })
              }
              empty={<Empty title={t("none")}>{t("noneHint")}</Empty>}
            />
          )}
        </Loaded>
      </Panel>
      {making && <MakeDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const form = useForm({
    initial: { name: "", starter: "network" },
    check: (values) => ({ name: values.name.trim() === "" ? t("needsName") : undefined }),
    send: (values) =>
      createDashboard({
        name: values.name,
        layout: STARTERS.find((one) => one.id === values.starter)?.layout ?? { panels: [], variables: [] },
      }),
    renews: [dashboardsKey],
    onDone: (made) =>
      void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: String(made.id) } }),
  });
  return (
    <Modal opened onClose={onClose} title={t("make")} centered lockScroll={false}>
      <Form form={form} failed={t("notMade")} action={t("make")} onCancel={onClose}>
        <TextInput label={t("name")} {...form.text("name")} data-autofocus />
        <StarterChoice value={form.values.starter} onChange={(starter) => form.set("starter", starter)} />
      </Form>
    </Modal>
  );
}

function StarterChoice({ value, onChange }: { value: string; onChange: (starter: string) => void }) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>{t("beginWith")}</legend>
      {STARTERS.map((starter) => (
        <label key={starter.id} style={{ display: "flex", gap: "0.5rem", padding: "0.2rem 0" }}>
          <input
            type="radio"
            name="starter"
            checked={value === starter.id}
            onChange={() => onChange(starter.id)}
          />
          {starter.label}
        </label>
      ))}
    </fieldset>
  );
}

function ImportButton() {
  const input = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();

  async function read(file: File | undefined) {
    if (!file) return;
    try {
      const made = await importDashboard(JSON.parse(await file.text()) as DashboardFile);
      void queries.invalidateQueries({ queryKey: dashboardsKey });
      tellDone(t("imported", { name: made.name }));
      void navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: String(made.id) } });
    } catch (error) {
      tellFailed(t("notImported"), error);
    }
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} />}
        onClick={() => input.current?.click()}
      >
        {t("import")}
      </Button>
    </>
  );
}
