import { Button } from "@mantine/core";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import { openText, switched } from "./clusters";
import classes from "./Map.module.css";
import { t } from "./texts";
import type { Drawn } from "./useDrawn";

const ORDER = ["critical", "major", "minor", "warning", "info", ""];

/** The groups as a list: what each holds and what is wrong in it; opens and closes them by keyboard as well. */
export function Clusters({ shown, onOpen }: { shown: Drawn; onOpen: (open: string | undefined) => void }) {
  const { summaries, open } = shown;
  if (summaries.length === 0) return null;
  const sorted = [...summaries].sort(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
      b.down - a.down ||
      a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
  return (
    <Panel title={t("clusters")}>
      <div className={classes.layers}>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onOpen(openText(summaries.map(({ id }) => id)))}
        >
          {t("openAll")}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onOpen(undefined)}>
          {t("closeAll")}
        </Button>
      </div>
      <ul className={classes.clusters}>
        {sorted.map(({ id, name, count, down, alerts, severity }) => (
          <li key={id}>
            <button type="button" aria-expanded={open.has(id)} onClick={() => onOpen(switched(open, id))}>
              <span>{name}</span>
              <span className="dim">
                {t("nDevices", { count: count })}
                {down > 0 && `, ${t("nLinksDown", { count: down })}`}
                {alerts > 0 && `, ${t("nAlerts", { count: alerts })}`}
              </span>
              {severity && <Status code={severity} />}
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What the map cannot place, with the same way to what is known of it. */
export function Unplaced({ shown, onSelect }: { shown: Drawn; onSelect: (id: string) => void }) {
  const found = shown.earth?.unplaced ?? [];
  if (found.length === 0) return null;
  return (
    <Panel title={t("unplaced")} note={t("unplacedWhy")}>
      <ul className={classes.clusters}>
        {found.map(({ id, label }) => (
          <li key={id}>
            <button type="button" onClick={() => onSelect(id)}>
              <span>{label.split("\n")[0]}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
