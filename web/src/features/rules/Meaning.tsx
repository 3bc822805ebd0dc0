import type { RuleMeaning } from "@/api/types";
import { duration } from "@/lib/format";
import { Status } from "@/ui/Status";
import classes from "./Rules.module.css";
import { t } from "./texts";

/** What a condition looks at; or the condition again with what is wrong underlined, and why. */
export function Meaning({ expression, meaning }: { expression: string; meaning: RuleMeaning | undefined }) {
  if (!meaning) return null;
  if (meaning.valid)
    return (
      <p className={classes.meaning} role="status">
        <Status code="ok" label={t("readable")} tone="good" />
        <span>
          {t(meaning.source === "event" ? "looksAtEvents" : "looksAt", { source: meaning.source })}
          {meaning.lasting_s > 0 && ` ${t("waits", { time: duration(meaning.lasting_s) })}`}
        </span>
      </p>
    );
  return (
    <div className={classes.wrong} role="alert">
      <code>
        {expression.slice(0, meaning.start)}
        <mark>{expression.slice(meaning.start, meaning.end) || "␣"}</mark>
        {expression.slice(meaning.end)}
      </code>
      <p>
        {meaning.message} {meaning.hint}
      </p>
    </div>
  );
}
