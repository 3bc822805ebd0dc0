import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { pollDevice } from "@/features/polling/polling";
import { plural } from "@/lib/format";
import type { Selection } from "@/ui/table/useSelection";
import { tellDone, tellFailed } from "@/ui/toast";
import { changeDevice } from "./devices";
import classes from "./Inventory.module.css";

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

/** What can be done with the selected devices. */
export function BulkBar({ selection, mayEdit, mayPoll }: BulkBarProps) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<{ verb: string; done: number; of: number } | null>(null);

  async function run(verb: string, past: string, work: (key: number) => Promise<unknown>) {
    const { keys } = selection;
    setProgress({ verb, done: 0, of: keys.length });
    const failures = await forEach(keys, work, () =>
      setProgress((old) => (old ? { ...old, done: old.done + 1 } : old)),
    );
    setProgress(null);
    void queries.invalidateQueries({ queryKey: ["devices"] });
    const well = keys.length - failures.length;
    if (well > 0) tellDone(`${past} ${plural(well, "device")}`);
    if (failures.length > 0)
      tellFailed(`${plural(failures.length, "device")} failed`, asProblem(failures[0]));
    else selection.clear();
  }

  return (
    <div className={classes.bulk} role="region" aria-label="Selected devices">
      <span>{plural(selection.size, "device")} selected</span>
      {progress ? (
        <span role="status" className="dim">
          {progress.verb}: {progress.done} of {progress.of}
        </span>
      ) : (
        <>
          {mayPoll && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void run("Asking for a poll", "Asked for a poll of", pollDevice)}
            >
              Poll now
            </Button>
          )}
          {mayEdit && (
            <>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void run("Pausing", "Paused", (id) => changeDevice(id, { enabled: false }))}
              >
                Pause watching
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void run("Resuming", "Resumed", (id) => changeDevice(id, { enabled: true }))}
              >
                Resume watching
              </Button>
            </>
          )}
          <Button size="compact-sm" variant="subtle" onClick={selection.clear}>
            Clear selection
          </Button>
        </>
      )}
    </div>
  );
}
