import { useQuery } from "@tanstack/react-query";
import { count, duration } from "@/lib/format";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { DeadLetters } from "./DeadLetters";
import { Components } from "./Components";
import { Lab } from "./Lab";
import { SupportBundle } from "./SupportBundle";
import { outboxQuery } from "./system";
import { t } from "./texts";

export function SystemPage() {
  const outbox = useQuery(outboxQuery);
  return (
    <Page title={t("system")} lead={t("whetherThePlatformItselfWorks")}>
      <Components />
      <Panel
        title={t("outbox")}
        note={outbox.data && t("oldestDeliverableEventHasWaited", { lag_s: duration(outbox.data.lag_s) })}
        flush
      >
        <Loaded query={outbox} what={t("theOutbox")} rows={4}>
          {({ queues }) =>
            queues.length === 0 ? (
              <Empty title={t("nothingWaits")}>{t("everythingThatWasToBeDelivered")}</Empty>
            ) : (
              <SideScroll>
                <table className={tables.table}>
                  <thead>
                    <tr>
                      <th scope="col">{t("queue")}</th>
                      <th scope="col" className={tables.end}>
                        {t("waiting")}
                      </th>
                      <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
                        {t("inDelivery")}
                      </th>
                      <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
                        {t("scheduled")}
                      </th>
                      <th scope="col" className={tables.end}>
                        {t("dead")}
                      </th>
                      <th scope="col" className={tables.end}>
                        {t("longestWait")}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {queues.map((queue) => (
                      <tr key={queue.queue}>
                        <td>{queue.queue}</td>
                        <td className={tables.end}>{count(queue.waiting)}</td>
                        <td className={`${tables.end} ${tables.wideOnly}`}>{count(queue.in_delivery)}</td>
                        <td className={`${tables.end} ${tables.wideOnly}`}>{count(queue.scheduled)}</td>
                        <td className={tables.end} data-alert={queue.dead > 0 || undefined}>
                          {count(queue.dead)}
                        </td>
                        <td className={tables.end}>{duration(queue.oldest_age_s)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </SideScroll>
            )
          }
        </Loaded>
      </Panel>
      <DeadLetters />
      <SupportBundle />
      <Lab />
    </Page>
  );
}
