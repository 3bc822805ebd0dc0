import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { useMay } from "@/features/accounts/session";
import { count } from "@/lib/format";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { tellDone, tellFailed } from "@/ui/toast";
import tables from "@/ui/table/plain.module.css";
import { deadLettersQuery, useRedrive } from "./system";
import classes from "./System.module.css";

/** Messages that were tried often enough to give up on. They wait here until somebody sends them again. */
export function DeadLetters() {
  const letters = useQuery(deadLettersQuery);
  const redrive = useRedrive();
  const mayOperate = useMay("system:operate");
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Panel
      title="Dead letters"
      note={letters.data && letters.data.total > 0 && count(letters.data.total)}
      flush
    >
      <Loaded query={letters} what="dead letters" rows={4}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty title="No dead letters">Nothing was given up on.</Empty>
          ) : (
            <div className={tables.scroll}>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">Topic</th>
                    <th scope="col">Kind</th>
                    <th scope="col" className={tables.end}>
                      Attempts
                    </th>
                    <th scope="col">Why</th>
                    <th scope="col">Given up</th>
                    <th scope="col">
                      <span className="visually-hidden">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {page.items.map((letter) => (
                    <Fragment key={letter.id}>
                      <tr>
                        <td className="mono">{letter.topic}</td>
                        <td>{letter.kind}</td>
                        <td className={tables.end}>{count(letter.attempts)}</td>
                        <td className={classes.why} title={letter.last_error}>
                          {letter.last_error}
                        </td>
                        <td>
                          <Age at={letter.dead_at} everySeconds={5} />
                        </td>
                        <td className={tables.end}>
                          <Button
                            size="compact-xs"
                            variant="default"
                            mr={6}
                            aria-expanded={open === letter.id}
                            aria-label={`Content of message ${letter.id}`}
                            onClick={() => setOpen(open === letter.id ? null : letter.id)}
                          >
                            Content
                          </Button>
                          {mayOperate && (
                            <Button
                              size="compact-xs"
                              variant="default"
                              aria-label={`Send message ${letter.id} again`}
                              loading={redrive.isPending && redrive.variables === letter.id}
                              onClick={() =>
                                redrive.mutate(letter.id, {
                                  onSuccess: () => tellDone(`Message ${letter.id} is delivered again`),
                                  onError: (error) => tellFailed("It was not sent again", error),
                                })
                              }
                            >
                              Send again
                            </Button>
                          )}
                        </td>
                      </tr>
                      {open === letter.id && (
                        <tr>
                          <td colSpan={6}>
                            <pre className={classes.payload}>{JSON.stringify(letter.payload, null, 2)}</pre>
                          </td>
                        </tr>
                      )}
                    </Fragment>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Panel>
  );
}
