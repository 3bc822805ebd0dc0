import { NativeSelect, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import { vocabularyQuery } from "./rules";
import classes from "./Rules.module.css";
import { t } from "./texts";

interface VocabularyProps {
  /** What the condition looks at already. */
  source: string;
  onChoose: (name: string) => void;
}

/** What a condition may name, by source; choosing a name adds it. */
export function Vocabulary({ source, onChoose }: VocabularyProps) {
  const words = useQuery(vocabularyQuery);
  const [chosen, setChosen] = useState<string>();
  return (
    <Panel title={t("vocabulary")}>
      <Loaded query={words} what={t("vocabulary")} rows={4}>
        {({ names, functions }) => {
          const sources = [...new Set(names.map((one) => one.name.split(".")[0] ?? ""))].filter(
            (one) => one !== "object" && one !== "device",
          );
          const shown = chosen ?? (source || sources[0]);
          const listed = names.filter((one) => one.name.startsWith(`${shown}.`) || !one.name.includes("."));
          return (
            <>
              <NativeSelect
                aria-label={t("source")}
                data={sources}
                value={shown}
                onChange={(event) => setChosen(event.currentTarget.value)}
              />
              <ul className={classes.names}>
                {listed.map((one) => (
                  <li key={one.name}>
                    <UnstyledButton className={classes.name} onClick={() => onChoose(one.name)}>
                      {one.name}
                    </UnstyledButton>{" "}
                    <span className="dim">
                      {one.values.length > 0 ? one.values.join(", ") : one.unit || t(one.type)}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="dim">{t("functions", { names: functions.join(", ") })}</p>
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}
