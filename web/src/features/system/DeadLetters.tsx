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
import { SideScroll } from "@/ui/table/SideScroll";
import { deadLettersQuery, useRedrive } from "./system";
import classes from "./System.module.css";
import { t } from "./texts";

/** Messages that were tried often enough to give up on. They wait here until somebody sends them again. */
export function DeadLetters() {
  const letters = useQuery(deadLettersQuery);
  const redrive = useRedrive();
  const mayOperate = useMay("system:operate");
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Panel
      title={t("deadLetters")}
      note={letters.data && letters.data.total > 0 && count(letters.data.total)}
      flush
    >
      <Loaded query={letters} what={t("deadLetters2")} rows={4}>
        {(page) =>
          page.items.length === 0 ? (
            <Empty title={t("noDeadLetters")}>{t("nothingWasGivenUpOn")}</Empty>
          ) : (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("topic")}</th>
                    <th scope="col">{t("kind")}</th>
                    <th scope="col" className={tables.end}>
                      {t("attempts")}
                    </th>
                    <th scope="col">{t("why")}</th>
                    <th scope="col">{t("givenUp")}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t("actions")}</span>
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
                            aria-label={t("contentOfMessage", { id: letter.id })}
                            onClick={() => setOpen(open === letter.id ? null : letter.id)}
                          >
                            {t("content")}
                          </Button>
                          {mayOperate && (
                            <Button
                              size="compact-xs"
                              variant="default"
                              aria-label={t("sendMessageAgain", { id: letter.id })}
                              loading={redrive.isPending && redrive.variables === letter.id}
                              onClick={() =>
                                redrive.mutate(letter.id, {
                                  onSuccess: () => tellDone(t("messageIsDeliveredAgain", { id: letter.id })),
                                  onError: (error) => tellFailed(t("itWasNotSentAgain"), error),
                                })
                              }
                            >
                              {t("sendAgain")}
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
            </SideScroll>
          )
        }
      </Loaded>
    </Panel>
  );
}
