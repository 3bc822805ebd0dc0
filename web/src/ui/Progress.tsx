import { Button } from "@mantine/core";
import { count, duration } from "@/lib/format";
import { useNow } from "@/lib/clock";
import { t } from "./texts";
import classes from "./Progress.module.css";

interface ProgressProps {
  /** What is being done, as a noun: "Polling devices". */
  label: string;
  done: number;
  of: number;
  /** Epoch ms; with it the time that is left is estimated. */
  startedAt?: number;
  onCancel?: () => void;
}

/** Long work: how far it is, how long it will still take, and a way to stop it. */
export function Progress({ label, done, of, startedAt, onCancel }: ProgressProps) {
  const now = useNow();
  const part = of > 0 ? Math.min(1, done / of) : 0;
  const elapsed = startedAt === undefined ? 0 : (now - startedAt) / 1000;
  const left = part > 0.02 && part < 1 && elapsed > 2 ? (elapsed / part) * (1 - part) : null;
  const says = t("doneOf", { done: count(done), of: count(of) });
  return (
    <div className={classes.progress}>
      <div className={classes.line}>
        <span>{label}</span>
        <span className="dim num" role="status">
          {says}
          {left !== null && ` · ${t("stillAbout", { time: duration(Math.ceil(left)) })}`}
        </span>
        {onCancel && part < 1 && (
          <Button size="compact-xs" variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
        )}
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        aria-valuetext={says}
      >
        <span style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  );
}
