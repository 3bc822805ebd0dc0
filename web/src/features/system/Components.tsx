import { useQuery } from "@tanstack/react-query";
import { NOT_KNOWN, significant, words } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { healthQuery } from "./system";
import { t } from "./texts";

/** What the platform is made of, how each part is, and when that was last checked. */
export function Components() {
  const health = useQuery(healthQuery);
  return (
    <Panel title={t("components")} note={health.data && <Status code={health.data.status} />} flush>
      <Loaded query={health} what={t("theComponents")} rows={6}>
        {({ components }) => (
          <SideScroll>
            <table className={tables.table}>
              <thead>
                <tr>
                  <th scope="col">{t("component")}</th>
                  <th scope="col">{t("state")}</th>
                  <th scope="col">{t("whatItSays")}</th>
                  <th scope="col" className={tables.wideOnly}>
                    {t("needed")}
                  </th>
                  <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
                    {t("checkTook")}
                  </th>
                  <th scope="col" className={tables.wideOnly}>
                    {t("checked")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {components.map((part) => (
                  <tr key={part.component}>
                    <td>{words(part.component)}</td>
                    <td>
                      <Status code={part.status} />
                    </td>
                    <td className={`${tables.wide} dim`}>{part.message || part.reason || NOT_KNOWN}</td>
                    <td className={tables.wideOnly}>
                      {part.required ? t("yes") : <span className="faint">{t("no")}</span>}
                    </td>
                    <td className={`${tables.end} ${tables.wideOnly}`}>
                      {t("ms", { latency_ms: significant(part.latency_ms) })}
                    </td>
                    <td className={tables.wideOnly}>
                      <Age at={part.checked_at} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </SideScroll>
        )}
      </Loaded>
    </Panel>
  );
}
