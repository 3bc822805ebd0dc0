import { Button, Drawer } from "@mantine/core";
import { useState } from "react";
import type { MaintenanceWindow } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { Confirm } from "@/ui/Confirm";
import { Moment } from "@/ui/Moment";
import { Status } from "@/ui/Status";
import { useDelete, useEnd } from "./maintenance";
import classes from "./Maintenance.module.css";
import { endOf, recursOf, startOf, targetsOf, type NameOf } from "./names";
import { Occurrences } from "./Occurrences";
import { t } from "./texts";
import { TONES } from "./tones";

interface WindowDrawerProps {
  window: MaintenanceWindow;
  nameOf: NameOf;
  onEdit: () => void;
  onClose: () => void;
}

/** One window: when, on what, why, and what can be done about it. */
export function WindowDrawer({ window, nameOf, onEdit, onClose }: WindowDrawerProps) {
  const mayEdit = useMay("maintenance:edit");
  const { plan } = window;
  const timing = {
    start: plan.starts_at,
    end: plan.ends_at,
    rule: plan.rule ?? "",
    zone: plan.time_zone ?? "UTC",
  };
  return (
    <Drawer opened onClose={onClose} position="right" size="md" title={window.name}>
      <dl className={classes.facts}>
        <dt>{t("state")}</dt>
        <dd>
          <Status code={window.state} label={t(window.state)} tone={TONES[window.state]} />
        </dd>
        <dt>{t("on")}</dt>
        <dd>{targetsOf(window, nameOf)}</dd>
        <dt>{t("from")}</dt>
        <dd>
          <Moment at={startOf(window)} />
        </dd>
        <dt>{t("until")}</dt>
        <dd>
          <Moment at={endOf(window)} />
        </dd>
        <dt>{t("recurs")}</dt>
        <dd>{recursOf(plan.rule)}</dd>
        <dt>{t("reason")}</dt>
        <dd>{window.reason || <span className="faint">{t("noReason")}</span>}</dd>
        <dt>{t("by")}</dt>
        <dd>{window.created_by}</dd>
      </dl>
      {window.state !== "over" && <Occurrences timing={timing} />}
      {mayEdit && <Deeds window={window} onEdit={onEdit} onClose={onClose} />}
    </Drawer>
  );
}

function Deeds({ window, onEdit, onClose }: Omit<WindowDrawerProps, "nameOf">) {
  const [asking, setAsking] = useState<"end" | "delete" | null>(null);
  const end = useEnd();
  const remove = useDelete();
  return (
    <div className={classes.deeds}>
      {window.ended_at === null && (
        <Button variant="default" onClick={onEdit}>
          {t("edit")}
        </Button>
      )}
      {window.state !== "over" && (
        <Button variant="default" onClick={() => setAsking("end")}>
          {t("endNow")}
        </Button>
      )}
      <Button variant="default" onClick={() => setAsking("delete")}>
        {t("delete")}
      </Button>
      {asking === "end" && (
        <Confirm
          open
          title={t("endQuestion", { name: window.name })}
          action={t("end")}
          busy={end.isPending}
          error={end.error}
          consequences={[t("toldAgain"), ...(window.plan.rule ? [t("recursNoMore")] : [])]}
          onClose={() => setAsking(null)}
          onConfirm={() => end.mutate(window, { onSuccess: onClose })}
        />
      )}
      {asking === "delete" && (
        <Confirm
          open
          danger
          title={t("deleteQuestion", { name: window.name })}
          action={t("delete")}
          busy={remove.isPending}
          error={remove.error}
          consequences={[t("countsAgain"), ...(window.state === "active" ? [t("toldAgain")] : [])]}
          onClose={() => setAsking(null)}
          onConfirm={() => remove.mutate(window, { onSuccess: onClose })}
        />
      )}
    </div>
  );
}
