import { useQuery } from "@tanstack/react-query";
import { count, duration } from "@/lib/format";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import tables from "@/ui/table/plain.module.css";
import { DeadLetters } from "./DeadLetters";
import { Components } from "./Components";
import { outboxQuery } from "./system";

export function SystemPage() {
  const outbox = useQuery(outboxQuery);
  return (
    <Page title="System" lead="Whether the platform itself works, and what it could not deliver.">
      <Components />
      <Panel
        title="Outbox"
        note={outbox.data && `oldest deliverable event has waited ${duration(outbox.data.lag_s)}`}
        flush
      >
        <Loaded query={outbox} what="the outbox" rows={4}>
          {({ queues }) =>
            queues.length === 0 ? (
              <Empty title="Nothing waits">Everything that was to be delivered has been.</Empty>
            ) : (
              <div className={tables.scroll}>
                <table className={tables.table}>
                  <thead>
                    <tr>
                      <th scope="col">Queue</th>
                      <th scope="col" className={tables.end}>
                        Waiting
                      </th>
                      <th scope="col" className={tables.end}>
                        In delivery
                      </th>
                      <th scope="col" className={tables.end}>
                        Scheduled
                      </th>
                      <th scope="col" className={tables.end}>
                        Dead
                      </th>
                      <th scope="col" className={tables.end}>
                        Longest wait
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {queues.map((queue) => (
                      <tr key={queue.queue}>
                        <td>{queue.queue}</td>
                        <td className={tables.end}>{count(queue.waiting)}</td>
                        <td className={tables.end}>{count(queue.in_delivery)}</td>
                        <td className={tables.end}>{count(queue.scheduled)}</td>
                        <td className={tables.end} data-alert={queue.dead > 0 || undefined}>
                          {count(queue.dead)}
                        </td>
                        <td className={tables.end}>{duration(queue.oldest_age_s)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }
        </Loaded>
      </Panel>
      <DeadLetters />
    </Page>
  );
}
