import { Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";
import type { PreviewInput } from "@/api/types";
import classes from "./Notifications.module.css";
import { previewQuery } from "./notifications";
import { t } from "./texts";

const PAUSE_MS = 400;
/** Stands in for an incident in the preview. */
const EXAMPLE = { severity: "major", objects: ["node:core-1"] } as const;

/** As in the server's `templates.py`. */
const FIELDS = "{state}, {title}, {incident}, {severity}, {priority}, {roots}, {consequences}, {at}, {link}";

interface Words {
  subject: string;
  body: string;
}

interface WordingProps {
  words: Words;
  onChange: (words: Words) => void;
  /** A rule's own words go before those of a channel. */
  ofChannel?: boolean;
}

/** The words of a rule's or channel's messages, with a message in them beside, as it would be sent. */
export function Wording({ words, onChange, ofChannel = false }: WordingProps) {
  const asked: PreviewInput = { ...EXAMPLE, objects: [...EXAMPLE.objects], template: words };
  const [settled] = useDebouncedValue(JSON.stringify(asked), PAUSE_MS);
  const shown = useQuery({
    ...previewQuery(JSON.parse(settled) as PreviewInput),
    enabled: words.subject !== "" || words.body !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <fieldset className={classes.group}>
      <legend>{t("wording")}</legend>
      <p className={classes.hint}>
        {ofChannel && `${t("wordingOfChannel")} `}
        {t("wordingHint", { fields: FIELDS })}
      </p>
      <TextInput
        label={t("subject")}
        value={words.subject}
        maxLength={200}
        onChange={(event) => onChange({ ...words, subject: event.currentTarget.value })}
      />
      <Textarea
        label={t("text")}
        value={words.body}
        maxLength={4000}
        autosize
        minRows={3}
        maxRows={12}
        onChange={(event) => onChange({ ...words, body: event.currentTarget.value })}
      />
      <div aria-live="polite">
        {shown.error ? (
          <p className={classes.muted}>{whyNot(shown.error)}</p>
        ) : (
          shown.data && (
            <>
              <p className={classes.hint}>{t("wordingExample")}</p>
              <strong>{shown.data.subject}</strong>
              <pre className={classes.body}>{shown.data.body}</pre>
            </>
          )
        )}
      </div>
    </fieldset>
  );
}

/** What is wrong with the words themselves, when the server says so. */
function whyNot(error: Error): string {
  return (error instanceof ApiProblem ? error.fields[0]?.msg : undefined) ?? error.message;
}
