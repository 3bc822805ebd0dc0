import { TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { serverNow } from "@/lib/clock";
import { windowOf, type RangeSearch } from "@/lib/range";
import { fromZone, inZone } from "@/lib/zone";
import { ActionButton } from "@/ui/ActionButton";
import classes from "./RangePicker.module.css";
import { t } from "./texts";

interface FromToProps {
  search: RangeSearch;
  onChoose: (next: RangeSearch) => void;
}

const field = (ms: number): string => inZone(ms).toISOString().slice(0, 16);
const secondsOf = (fields: string): number | undefined => {
  const at = fromZone(fields);
  return at && Math.floor(at.getTime() / 1000);
};

/** The two ends as the preferred zone's clocks show them. */
export function FromTo({ search, onChoose }: FromToProps) {
  const [shown] = useState(() => windowOf(search, serverNow()));
  const [start, setStart] = useState(() => field(shown.start));
  const [end, setEnd] = useState(() => field(shown.end));
  const [from, to] = [secondsOf(start), secondsOf(end)];
  const wrong = from === undefined || to === undefined || to - from < 60;
  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (!wrong) onChoose({ from, to });
  }
  return (
    <form className={classes.ends} onSubmit={submit}>
      <TextInput
        type="datetime-local"
        label={t("from")}
        value={start}
        onChange={(event) => setStart(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t("to")}
        value={end}
        onChange={(event) => setEnd(event.currentTarget.value)}
        error={wrong && t("endsTooEarly")}
      />
      <ActionButton type="submit" why={wrong && t("endsTooEarly")}>
        {t("show")}
      </ActionButton>
    </form>
  );
}
