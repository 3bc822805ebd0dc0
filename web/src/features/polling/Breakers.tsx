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

/** Devices that are asked less often because they did not answer, and when they get their next chance. */
export function Breakers() {
  const breakers = useQuery(breakersQuery);
  const reset = useResetBreaker();
  const mayRun = useMay("polling:run");
  return (
    <Panel
      title="Open breakers"
      note="devices that kept failing are asked at growing intervals, so that they cost the others nothing"
      flush
    >
      <Loaded query={breakers} what="breakers">
        {(page) => {
          const open = page.items.filter((breaker) => breaker.state !== "closed");
          if (open.length === 0)
            return <Empty title="All closed">Every device is asked in every cycle.</Empty>;
          return (
            <div className={tables.scroll}>
              <table className={tables.table}>
                <thead>
                  <tr>
                    <th scope="col">Device</th>
                    <th scope="col">Breaker</th>
                    <th scope="col" className={tables.end}>
                      Failures
                    </th>
                    <th scope="col">Why</th>
                    <th scope="col">Opened</th>
                    <th scope="col">Next attempt</th>
                    {mayRun && (
                      <th scope="col">
                        <span className="visually-hidden">Action</span>
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
                      <td className={tables.end}>{count(breaker.failures)}</td>
                      <td className="dim">{sentence(breaker.reason)}</td>
                      <td>
                        <Age at={breaker.opened_at} everySeconds={5} />
                      </td>
                      <td>
                        <Age at={breaker.next_attempt_at} />
                      </td>
                      {mayRun && (
                        <td className={tables.end}>
                          <Button
                            size="compact-xs"
                            variant="default"
                            aria-label={`Reset the breaker of ${breaker.device_name}`}
                            loading={reset.isPending && reset.variables === breaker.device_id}
                            onClick={() =>
                              reset.mutate(breaker.device_id, {
                                onSuccess: () =>
                                  tellDone(
                                    `${breaker.device_name} is asked again`,
                                    "With the next poll cycle.",
                                  ),
                                onError: (error) => tellFailed("The breaker was not reset", error),
                              })
                            }
                          >
                            Reset
                          </Button>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Loaded>
    </Panel>
  );
}
