import { Button } from "@mantine/core";
import { IconDeviceTv } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import type { Dashboard, Layout, PanelLayout } from "@/api/types";
import { RangePicker } from "@/features/series/RangePicker";
import { useWindow } from "@/features/series/useWindow";
import { Page } from "@/ui/Page";
import { Empty, Loaded } from "@/ui/states";
import { tellDone, tellFailed } from "@/ui/toast";
import { changeDashboard, dashboardQuery, dashboardsKey } from "./dashboards";
import { DashboardMenu } from "./DashboardMenu";
import { Grid } from "./Grid";
import { PanelForm } from "./PanelForm";
import { PanelView } from "./PanelView";
import { t } from "./texts";
import { VariableBar } from "./VariableBar";
import { PREFIX, readValues } from "./variables";

export function DashboardPage() {
  const { dashboardId } = useParams({ from: "/app/dashboards/$dashboardId" });
  const dashboard = useQuery(dashboardQuery(Number(dashboardId)));
  if (dashboard.data) return <View key={dashboard.data.id} dashboard={dashboard.data} />;
  return (
    <Page title={t("dashboard")}>
      <Loaded query={dashboard} what={t("dashboard")} rows={10}>
        {() => null}
      </Loaded>
    </Page>
  );
}

function View({ dashboard }: { dashboard: Dashboard }) {
  const search = useSearch({ from: "/app/dashboards/$dashboardId" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const window = useWindow(search, 240);
  const [draft, setDraft] = useState<Layout | null>(null);
  const [panel, setPanel] = useState<PanelLayout | "new" | null>(null);
  const [busy, setBusy] = useState(false);
  const layout = draft ?? dashboard.layout;
  const values = useMemo(() => {
    const given = Object.entries(search).map(([name, value]) => [name.replace(PREFIX, ""), value] as const);
    return readValues(layout.variables, Object.fromEntries(given));
  }, [search, layout.variables]);

  async function save() {
    if (!draft) return;
    setBusy(true);
    try {
      const saved = await changeDashboard(dashboard.id, { version: dashboard.version, layout: draft });
      queries.setQueryData(dashboardQuery(dashboard.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: dashboardsKey });
      setDraft(null);
      tellDone(t("saved", { name: dashboard.name }));
    } catch (error) {
      tellFailed(t("notSaved"), error);
    } finally {
      setBusy(false);
    }
  }

  function remove(gone: PanelLayout) {
    const before = layout;
    setDraft({ ...layout, panels: layout.panels.filter((one) => one.id !== gone.id) });
    tellDone(t("panelRemoved", { title: gone.title }), undefined, () => setDraft(before));
  }

  return (
    <Page
      title={dashboard.name}
      lead={dashboard.mine ? undefined : t("madeBy", { owner: dashboard.owner })}
      actions={
        draft ? (
          <>
            <Button variant="default" onClick={() => setPanel("new")}>
              {t("addPanel")}
            </Button>
            <Button variant="default" onClick={() => setDraft(null)}>
              {t("discard")}
            </Button>
            <Button loading={busy} onClick={() => void save()}>
              {t("save")}
            </Button>
          </>
        ) : (
          <>
            <RangePicker search={search} />
            <Button
              variant="default"
              leftSection={<IconDeviceTv size={16} />}
              onClick={() =>
                void navigate({ to: "/wall", search: { ...search, show: String(dashboard.id) } })
              }
            >
              {t("wall")}
            </Button>
            <DashboardMenu dashboard={dashboard} onEdit={() => setDraft(dashboard.layout)} />
          </>
        )
      }
    >
      <VariableBar
        variables={layout.variables}
        values={values}
        editing={draft !== null}
        onChoose={(name, id) =>
          void navigate({ to: ".", search: (old) => ({ ...old, [PREFIX + name]: id }), replace: true })
        }
        onChange={(variables) => setDraft({ ...layout, variables })}
      />
      {layout.panels.length === 0 ? (
        <Empty title={t("noPanels")}>
          {dashboard.mine && !draft && <Button onClick={() => setDraft(layout)}>{t("edit")}</Button>}
        </Empty>
      ) : (
        <Grid
          panels={layout.panels}
          editing={draft !== null}
          onChange={(panels) => setDraft({ ...layout, panels })}
          onEdit={setPanel}
          onRemove={remove}
        >
          {(one) => <PanelView content={one.content} values={values} window={window} rows={one.h} />}
        </Grid>
      )}
      {panel !== null && (
        <PanelForm
          panel={panel === "new" ? undefined : panel}
          layout={layout}
          onClose={() => setPanel(null)}
          onDone={(next) => {
            setDraft(next);
            setPanel(null);
          }}
        />
      )}
    </Page>
  );
}
