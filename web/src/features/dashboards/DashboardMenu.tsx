import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Dashboard } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Confirm } from "@/ui/Confirm";
import { Drop } from "@/ui/Drop";
import drop from "@/ui/Drop.module.css";
import { tellDone, tellFailed } from "@/ui/toast";
import { download } from "@/ui/table/csv";
import {
  changeDashboard,
  createDashboard,
  dashboardQuery,
  dashboardsKey,
  deleteDashboard,
  exportDashboard,
} from "./dashboards";
import { t } from "./texts";

/** What one does with a whole dashboard. */
export function DashboardMenu({ dashboard, onEdit }: { dashboard: Dashboard; onEdit: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayEdit = useMay("dashboards:edit");
  const mayShare = useMay("dashboards:share");
  const [deleting, setDeleting] = useState(false);

  async function act(what: () => Promise<unknown>) {
    try {
      await what();
      void queries.invalidateQueries({ queryKey: dashboardsKey });
    } catch (error) {
      tellFailed(t("notSaved"), error);
    }
  }

  const share = async (shared: boolean) => {
    const { id, version, name } = dashboard;
    const saved = await changeDashboard(id, { version, shared });
    queries.setQueryData(dashboardQuery(id).queryKey, saved);
    tellDone(t(shared ? "nowShared" : "nowPrivate", { name }));
  };
  const copy = async () => {
    const made = await createDashboard({
      name: t("copyOf", { name: dashboard.name }),
      layout: dashboard.layout,
    });
    await navigate({ to: "/dashboards/$dashboardId", params: { dashboardId: String(made.id) } });
  };
  const save = async () => {
    const file = await exportDashboard(dashboard.id);
    download(`${dashboard.name}.json`, JSON.stringify(file, null, 2), "application/json");
  };
  const remove = async () => {
    await deleteDashboard(dashboard.id);
    const { name, layout, shared } = dashboard;
    tellDone(t("deleted", { name }), undefined, async () => {
      const { id, version } = await createDashboard({ name, layout });
      if (shared) await changeDashboard(id, { version, shared });
      await queries.invalidateQueries({ queryKey: dashboardsKey });
    });
    await navigate({ to: "/dashboards" });
  };

  return (
    <>
      <Drop label={t("more")} align="end">
        {dashboard.mine && mayEdit && (
          <button type="button" className={drop.item} onClick={onEdit}>
            {t("edit")}
          </button>
        )}
        {dashboard.mine && (dashboard.shared || mayShare) && (
          <button
            type="button"
            className={drop.item}
            onClick={() => void act(() => share(!dashboard.shared))}
          >
            {dashboard.shared ? t("unshare") : t("share")}
          </button>
        )}
        {mayEdit && (
          <button type="button" className={drop.item} onClick={() => void act(copy)}>
            {t("copy")}
          </button>
        )}
        <button type="button" className={drop.item} onClick={() => void act(save)}>
          {t("export")}
        </button>
        {dashboard.mine && mayEdit && (
          <button type="button" className={drop.item} onClick={() => setDeleting(true)}>
            {t("delete")}
          </button>
        )}
      </Drop>
      <Confirm
        open={deleting}
        title={t("deleteQuestion", { name: dashboard.name })}
        action={t("delete")}
        danger
        consequences={[
          t("panelsGo", { count: dashboard.panels }),
          ...(dashboard.shared ? [t("othersLose")] : []),
        ]}
        onClose={() => setDeleting(false)}
        onConfirm={() => {
          setDeleting(false);
          void act(remove);
        }}
      />
    </>
  );
}
