import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { MapSearch } from "./mapSearch";
import classes from "./Map.module.css";
import { t } from "./texts";
import { turnsQuery } from "./topology";
import { BACK, before, fieldOf, justBefore, momentOf, type Back } from "./when";

interface TimeBarProps {
  search: MapSearch;
  change: (next: Partial<MapSearch>) => void;
}

const BACKS = Object.keys(BACK) as Back[];

/** Which moment is drawn, and with which earlier one it is compared. Both are in the address. */
export function TimeBar({ search, change }: TimeBarProps) {
  const { at, since } = search;
  return (
    <div className={classes.bar} role="group" aria-label={t("time")}>
      <TextInput
        type="datetime-local"
        step={1}
        size="xs"
        label={t("asOf")}
        value={fieldOf(at)}
        onChange={(event) => change({ at: momentOf(event.currentTarget.value) })}
      />
      <Button.Group className={classes.backs}>
        <Steps at={at} change={change} />
        <Button
          size="xs"
          variant="default"
          disabled={at === undefined}
          onClick={() => change({ at: undefined })}
        >
          {t("now")}
        </Button>
      </Button.Group>
      <TextInput
        type="datetime-local"
        step={1}
        size="xs"
        label={t("comparedWith")}
        value={fieldOf(since)}
        onChange={(event) => change({ since: momentOf(event.currentTarget.value) })}
      />
      <Button.Group className={classes.backs}>
        {BACKS.map((back) => (
          <Button
            key={back}
            size="xs"
            variant="default"
            onClick={() => change({ since: before(at, back, Date.now()) })}
          >
            {t(`back.${back}`)}
          </Button>
        ))}
        <Button
          size="xs"
          variant="default"
          disabled={since === undefined}
          onClick={() => change({ since: undefined })}
        >
          {t("compareNot")}
        </Button>
      </Button.Group>
    </div>
  );
}

/** To the change before and the change after what is drawn, each compared with what was until then. */
function Steps({ at, change }: { at: string | undefined; change: TimeBarProps["change"] }) {
  const turns = useQuery(turnsQuery);
  const moments = turns.data?.map((turn) => turn.at) ?? [];
  const shown = at === undefined ? Infinity : Date.parse(at);
  const earlier = moments.find((moment) => Date.parse(moment) < shown);
  const later = moments.findLast((moment) => Date.parse(moment) > shown);
  const go = (moment: string | undefined) =>
    moment !== undefined && change({ at: moment, since: justBefore(moment) });
  return (
    <>
      <Button size="xs" variant="default" disabled={earlier === undefined} onClick={() => go(earlier)}>
        {t("earlier")}
      </Button>
      <Button size="xs" variant="default" disabled={later === undefined} onClick={() => go(later)}>
        {t("later")}
      </Button>
    </>
  );
}
