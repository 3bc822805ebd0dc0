import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "@/features/accounts/session";
import { count, words, sentence } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Age } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Empty, Loaded } from "@/ui/states";
import { Status } from "@/ui/Status";
import { tellDone, tellFailed } from "@/ui/toast";
import { breakersQuery, useResetBreaker } from "./polling";
import tables from "@/ui/table/plain.module.css";
import { SideScroll } from "@/ui/table/SideScroll";
import { t } from "./texts";

/** Devices that are asked less often because they did not answer, and when they get their next chance. */
export function Breakers() {
  const breakers = useQuery(breakersQuery);
  const reset = useResetBreaker();
  const mayRun = useMay("polling:run");
  return (
    <Panel title={t("openBreakers")} note={t("devicesThatKeptFailingAreAsked")} flush>
      <Loaded query={breakers} what={t("breakers")}>
        {(page) => {
          const open = page.items.filter((breaker) => breaker.state !== "closed");
          if (open.length === 0)
            return <Empty title={t("allClosed")}>{t("everyDeviceIsAskedInEvery")}</Empty>;
          return (
            <SideScroll>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">{t("device")}</th>
                    <th scope="col">{t("breaker")}</th>
                    <th scope="col" className={`${tables.end} ${tables.wideOnly}`}>
                      {t("failures")}
                    </th>
                    <th scope="col">{t("why")}</th>
                    <th scope="col" className={tables.wideOnly}>
                      {t("opened")}
                    </th>
                    <th scope="col" className={tables.wideOnly}>
                      {t("nextAttempt")}
                    </th>
                    {mayRun && (
                      <th scope="col">
                        <span className="visually-hidden">{t("action")}</span>
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {open.map((breaker) => (
                    <tr key={breaker.device_id}>
                      <td>
                        <DeviceLink id={breaker.device_id} name={breaker.device_name} />
                      </td>
                      <td>
                        <Status code={breaker.state} label={words(breaker.state)} />
                      </td>
                      <td className={`${tables.end} ${tables.wideOnly}`}>{count(breaker.failures)}</td>
                      <td className={`dim ${tables.wide}`}>{sentence(breaker.reason)}</td>
                      <td className={tables.wideOnly}>
                        <Age at={breaker.opened_at} everySeconds={5} />
                      </td>
                      <td className={tables.wideOnly}>
                        <Age at={breaker.next_attempt_at} />
                      </td>
                      {mayRun && (
                        <td className={tables.end}>
                          <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={t("resetTheBreakerOf", { device_name: breaker.device_name ?? "" })}
                            loading={reset.isPending && reset.variables === breaker.device_id}
                            onClick={() =>
                              reset.mutate(breaker.device_id, {
                                onSuccess: () =>
                                  tellDone(
                                    t("isAskedAgain", { device_name: breaker.device_name ?? "" }),
                                    t("withTheNextPollCycle"),
                                  ),
                                onError: (error) => tellFailed(t("theBreakerWasNotReset"), error),
                              })
                            }
                          >
                            {t("reset")}
                          </Button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </SideScroll>
          );
        }}
      </Loaded>
    </Panel>
  );
}
