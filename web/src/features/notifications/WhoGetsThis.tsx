import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PreviewInput } from "@/api/types";
import { words } from "@/lib/format";
import { fromZone } from "@/lib/zone";
import { Panel } from "@/ui/Panel";
import { Loaded } from "@/ui/states";
import classes from "./Notifications.module.css";
import { previewQuery, SEVERITIES } from "./notifications";
import { parts, type Severity } from "./ruleForm";
import { t } from "./texts";
import { Verdicts } from "./Verdicts";

const PAUSE_MS = 400;

/** Ask who would be told of an incident, or of one that is only thought of, now or at another time, and why. */
export function WhoGetsThis() {
  const [incident, setIncident] = useState<number | string>("");
  const [severity, setSeverity] = useState<Severity>("major");
  const [objects, setObjects] = useState("");
  const [at, setAt] = useState("");
  const asked: PreviewInput = {
    ...(Number(incident) > 0 ? { incident_id: Number(incident) } : { severity, objects: parts(objects) }),
    at: fromZone(at)?.toISOString() ?? null,
  };
  const [settled] = useDebouncedValue(JSON.stringify(asked), PAUSE_MS);
  const found = useQuery(previewQuery(JSON.parse(settled) as PreviewInput));
  const thought = !(Number(incident) > 0);
  return (
    <Panel title={t("whoGetsThis")}>
      <div className={classes.asking}>
        <NumberInput
          label={t("incident")}
          placeholder={t("noneOnlyThoughtOf")}
          min={1}
          value={incident}
          onChange={setIncident}
        />
        {thought && (
          <NativeSelect
            label={t("severity")}
            data={SEVERITIES.map((value) => ({ value, label: words(value) }))}
            value={severity}
            onChange={(event) => setSeverity(event.currentTarget.value as Severity)}
          />
        )}
        {thought && (
          <TextInput
            label={t("whatFailed")}
            placeholder={t("whatFailedExample")}
            value={objects}
            onChange={(event) => setObjects(event.currentTarget.value)}
          />
        )}
        <TextInput
          type="datetime-local"
          label={t("at")}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      </div>
      <Loaded query={found} what={t("whoGetsThis")}>
        {(preview) => <Verdicts found={preview} />}
      </Loaded>
    </Panel>
  );
}
