import { IconBattery2, IconBulb, IconDatabase, IconRoute } from "@tabler/icons-react";
import type { CapacityTally } from "@/api/types";
import classes from "./Capacity.module.css";
import type { Kind } from "./capacitySearch";
import { t } from "./texts";

const ICONS = { optics: IconBulb, disk: IconDatabase, link: IconRoute, battery: IconBattery2 } as const;

interface KindTilesProps {
  kinds: readonly CapacityTally[];
  chosen: Kind | undefined;
  onChoose: (kind: Kind | undefined) => void;
}

/** Each kind with all that was looked at: also what has no trend, and what too little is known of. */
export function KindTiles({ kinds, chosen, onChoose }: KindTilesProps) {
  return (
    <div className={classes.tiles} role="group" aria-label={t("kind")}>
      {kinds.map((one) => (
        <Tile
          key={one.kind}
          tally={one}
          pressed={chosen === one.kind}
          onPress={() => onChoose(chosen === one.kind ? undefined : one.kind)}
        />
      ))}
    </div>
  );
}

function Tile({ tally, pressed, onPress }: { tally: CapacityTally; pressed: boolean; onPress: () => void }) {
  const Icon = ICONS[tally.kind];
  const none = tally.ahead + tally.reached + tally.steady + tally.short === 0;
  return (
    <button type="button" className={classes.tile} aria-pressed={pressed} onClick={onPress}>
      <span className={classes.head}>
        <Icon size={16} aria-hidden="true" />
        {t(`kinds.${tally.kind}`)}
      </span>
      {none ? (
        <span className={classes.rest}>{t("noneOfKind")}</span>
      ) : (
        <>
          <span className={classes.figures}>
            <span>{t("nAhead", { count: tally.ahead })}</span>
            <span className={tally.reached > 0 ? classes.soon : undefined}>
              {t("nReached", { count: tally.reached })}
            </span>
          </span>
          <span className={classes.rest}>
            {t("nSteady", { count: tally.steady })}, {t("nShort", { count: tally.short })}
          </span>
        </>
      )}
    </button>
  );
}
