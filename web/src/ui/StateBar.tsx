import { count } from "@/lib/format";
import { t } from "./texts";
import classes from "./StateBar.module.css";

interface StateBarProps {
  up: number;
  down: number;
  unknown: number;
  large?: boolean;
}

/** Shares of up, down and unknown. Down is lower, unknown is hatched: it reads without colour. */
export function StateBar({ up, down, unknown, large = false }: StateBarProps) {
  const label = t("upDownUnknown", { up: count(up), down: count(down), unknown: count(unknown) });
  const parts = [
    ["up", up],
    ["unknown", unknown],
    ["down", down],
  ] as const;
  return (
    <div
      className={large ? `${classes.bar} ${classes.large}` : classes.bar}
      role="img"
      aria-label={label}
      title={label}
    >
      {parts.map(([state, value]) =>
        value > 0 ? <span key={state} data-state={state} style={{ flexGrow: value }} /> : null,
      )}
    </div>
  );
}
