import { Button } from "@mantine/core";
import type { Progress } from "./Canvas";
import classes from "./Map.module.css";
import { t } from "./texts";

interface BusyProps {
  progress: Progress;
  devices: number;
  onStop: () => void;
  onAgain: () => void;
  onTable: () => void;
}

/** What is being done while thousands of devices are laid out and drawn, how far that is, and a way out. */
export function Busy({ progress, devices, onStop, onAgain, onTable }: BusyProps) {
  const { step, done } = progress;
  const stopped = step === "stopped";
  const told = stopped ? t("stopped") : t(step, { count: devices });
  return (
    <div className={classes.busy} data-stopped={stopped}>
      <p role="status">{told}</p>
      {!stopped && <progress value={done} max={1} aria-label={told} />}
      <div>
        {stopped ? (
          <Button size="compact-sm" onClick={onAgain}>
            {t("drawAgain")}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={onStop}>
            {t("stopDrawing")}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onTable}>
          {t("asTable")}
        </Button>
      </div>
    </div>
  );
}
