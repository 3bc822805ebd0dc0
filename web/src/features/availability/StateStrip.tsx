import type { AvailabilityItem } from "@/api/types";
import { duration, localTime } from "@/lib/format";
import classes from "./Availability.module.css";
import { piecesOf } from "./strip";
import { t } from "./texts";

interface StateStripProps {
  item: AvailabilityItem;
  start: string;
  end: string;
  large?: boolean;
}

/** States over a period. Down is lower, unknown is hatched, maintenance is dotted: it reads without colour. */
export function StateStrip({ item, start, end, large = false }: StateStripProps) {
  const pieces = piecesOf(item.spans, Date.parse(start), Date.parse(end));
  const says = t("stripSays", {
    name: item.name,
    up: duration(item.up_s),
    down: duration(item.down_s),
    unknown: duration(item.unknown_s),
    maintenance: duration(item.maintenance_s),
  });
  return (
    <div className={classes.strip} data-large={large || undefined} role="img" aria-label={says}>
      {pieces.map((piece) => (
        <span
          key={`${piece.state} ${piece.start}`}
          data-state={piece.state}
          style={{ left: `${piece.left}%`, width: `${piece.width}%` }}
          title={t("pieceSays", {
            state: t(`state.${piece.state}`),
            from: localTime(piece.start),
            to: localTime(piece.end),
            span: duration((piece.end - piece.start) / 1000),
          })}
        />
      ))}
    </div>
  );
}

const STATES = ["up", "down", "unknown", "excluded"] as const;

/** What the pieces of strips stand for. */
export function StripLegend() {
  return (
    <ul className={classes.legend}>
      {STATES.map((state) => (
        <li key={state}>
          <span className={classes.sample}>
            <span data-state={state} />
          </span>
          {t(`state.${state}`)}
        </li>
      ))}
    </ul>
  );
}
