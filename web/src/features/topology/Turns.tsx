import { useQuery } from "@tanstack/react-query";
import type { MapTurn } from "@/api/types";
import { localTime } from "@/lib/format";
import { Panel } from "@/ui/Panel";
import classes from "./Map.module.css";
import type { MapSearch } from "./mapSearch";
import { t } from "./texts";
import { turnsQuery } from "./topology";
import { justBefore } from "./when";

const SHOWN = 12;

interface TurnsProps {
  at: string | undefined;
  change: (next: Partial<MapSearch>) => void;
}

/** The last moments at which the map changed; choosing one draws what changed then. */
export function Turns({ at, change }: TurnsProps) {
  const { data } = useQuery(turnsQuery);
  if (!data || data.length === 0) return null;
  return (
    <Panel title={t("lastChanges")}>
      <ul className={classes.turns}>
        {data.slice(0, SHOWN).map((turn) => (
          <li key={turn.at}>
            <button
              type="button"
              aria-pressed={turn.at === at}
              onClick={() => change({ at: turn.at, since: justBefore(turn.at) })}
            >
              <time dateTime={turn.at}>{localTime(turn.at)}</time> <span className="dim">{said(turn)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function said({ appeared, gone, changed }: MapTurn): string {
  const parts = [
    appeared > 0 && t("nAppeared", { n: appeared }),
    gone > 0 && t("nGone", { n: gone }),
    changed > 0 && t("nChanged", { n: changed }),
  ];
  return parts.filter(Boolean).join(", ");
}
