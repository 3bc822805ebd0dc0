import { Autocomplete, Button } from "@mantine/core";
import { useMemo, useState } from "react";
import type { NetworkMap } from "@/api/types";
import { ActionButton } from "@/ui/ActionButton";
import classes from "./Map.module.css";
import { t } from "./texts";

interface QuestionsProps {
  map: NetworkMap;
  onPath: (source: string, target: string) => void;
  onClear: () => void;
}

/** From where to where: the question for a path. */
export function Questions({ map, onPath, onClear }: QuestionsProps) {
  const [source, setSource] = useState("");
  const [target, setTarget] = useState("");
  const names = useMemo(
    () => map.nodes.flatMap(({ external, name }) => (external ? [] : [name])),
    [map.nodes],
  );
  return (
    <form
      className={classes.pair}
      onSubmit={(event) => {
        event.preventDefault();
        if (source && target) onPath(source, target);
      }}
    >
      <Autocomplete label={t("from")} data={names} limit={20} value={source} onChange={setSource} />
      <Autocomplete label={t("to")} data={names} limit={20} value={target} onChange={setTarget} />
      <ActionButton type="submit" why={(!source || !target) && t("chooseBothEnds")}>
        {t("showPath")}
      </ActionButton>
      <Button type="button" variant="default" onClick={onClear}>
        {t("clear")}
      </Button>
    </form>
  );
}
