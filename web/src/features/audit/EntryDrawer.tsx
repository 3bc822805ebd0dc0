import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import type { AuditEntry } from "@/api/types";
import { actorSaid } from "@/lib/actor";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import classes from "./Audit.module.css";
import { OutcomeMark } from "./AuditTable";
import { differences } from "./difference";
import { t } from "./texts";

/** Everything that an entry says, with what it changed side by side. */
export function EntryDrawer({ entry, onClose }: { entry: AuditEntry | null; onClose: () => void }) {
  return (
    <Drawer opened={entry !== null} onClose={onClose} position="right" size="lg" title={entry?.verb}>
      {entry && (
        <div className={classes.entry}>
          <dl className={classes.facts}>
            <Fact name={t("time")}>
              <Moment at={entry.at} />
            </Fact>
            <Fact name={t("who")}>{actorSaid(entry.actor.name)}</Fact>
            <Fact name={t("onWhat")}>
              {entry.object.kind} {entry.object.name || entry.object.id}
            </Fact>
            <Fact name={t("outcome")}>
              <OutcomeMark outcome={entry.outcome} />
            </Fact>
            {entry.reason && <Fact name={t("reason")}>{entry.reason}</Fact>}
            {entry.address && <Fact name={t("from")}>{entry.address}</Fact>}
            {entry.user_agent && <Fact name={t("browser")}>{entry.user_agent}</Fact>}
            {entry.request_id && (
              <Fact name={t("request")}>
                <span className="mono">{entry.request_id}</span>
              </Fact>
            )}
            <Fact name={t("place")}>{entry.sequence ?? t("notSealed")}</Fact>
            {entry.hash && (
              <Fact name={t("hash")}>
                <span className={`mono ${classes.hash}`}>{entry.hash}</span>
              </Fact>
            )}
          </dl>
          <Panel title={t("change")} flush>
            <Changes entry={entry} />
          </Panel>
        </div>
      )}
    </Drawer>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const rows = differences(entry.before, entry.after);
  if (rows.length === 0) return <p className={classes.nothing}>{t("nothingToCompare")}</p>;
  return (
    <SideScroll>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{t("field")}</th>
            <th scope="col">{t("before")}</th>
            <th scope="col">{t("after")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <th scope="row">{row.field}</th>
              <td className={classes.value}>{row.before ?? <span className="faint">–</span>}</td>
              <td className={classes.value}>{row.after ?? <span className="faint">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}
