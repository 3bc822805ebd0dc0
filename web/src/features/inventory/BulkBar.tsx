import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { pollDevice } from "@/features/polling/polling";
import type { Selection } from "@/ui/table/useSelection";
import { tellDone, tellFailed } from "@/ui/toast";
import { changeDevice } from "./devices";
import classes from "./Inventory.module.css";
import { t } from "./texts";

const AT_ONCE = 4;

/** Do `work` for each, a few at once; what fails does not stop the rest. */
async function forEach(keys: readonly number[], work: (key: number) => Promise<unknown>, onDone: () => void) {
  const failures: unknown[] = [];
  const waiting = [...keys];
  const worker = async () => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      await work(key).catch((error: unknown) => failures.push(error));
      onDone();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failures;
}

interface BulkBarProps {
  selection: Selection;
  mayEdit: boolean;
  mayPoll: boolean;
}

/** What is said afterwards. */
type Past = "askedForAPollOf" | "paused3" | "resumed";

/** What can be done with the selected devices. */
export function BulkBar({ selection, mayEdit, mayPoll }: BulkBarProps) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<{ verb: string; done: number; of: number } | null>(null);

  async function run(verb: string, past: Past, work: (key: number) => Promise<unknown>) {
    const { keys } = selection;
    setProgress({ verb, done: 0, of: keys.length });
    const failures = await forEach(keys, work, () =>
      setProgress((old) => (old ? { ...old, done: old.done + 1 } : old)),
    );
    setProgress(null);
    void queries.invalidateQueries({ queryKey: ["devices"] });
    const well = keys.length - failures.length;
    if (well > 0) tellDone(t(past, { devices: t("nDevices", { count: well }) }));
    if (failures.length > 0)
      tellFailed(
        t("failed", { failures: t("nDevices", { count: failures.length }) }),
        asProblem(failures[0]),
      );
    else selection.clear();
  }

  return (
    <div className={classes.bulk} role="region" aria-label={t("selectedDevices")}>
      <span>{t("selected", { size: t("nDevices", { count: selection.size }) })}</span>
      {progress ? (
        <span role="status" className="dim">
          {t("of", { verb: progress.verb, done: progress.done, of: progress.of })}
        </span>
      ) : (
        <>
          {mayPoll && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void run(t("askingForAPoll"), "askedForAPollOf", pollDevice)}
            >
              {t("pollNow")}
            </Button>
          )}
          {mayEdit && (
            <>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  void run(t("pausing"), "paused3", (id) => changeDevice(id, { enabled: false }))
                }
              >
                {t("pauseWatching")}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  void run(t("resuming"), "resumed", (id) => changeDevice(id, { enabled: true }))
                }
              >
                {t("resumeWatching")}
              </Button>
            </>
          )}
          <Button size="compact-sm" variant="subtle" onClick={selection.clear}>
            {t("clearSelection")}
          </Button>
        </>
      )}
    </div>
  );
}
