import { Button, Textarea } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRef, useState, type DragEvent } from "react";
import type { ImportFormat, ImportPreview } from "@/api/types";
import { ActionButton } from "@/ui/ActionButton";
import { Page } from "@/ui/Page";
import { Panel } from "@/ui/Panel";
import { Failure } from "@/ui/states";
import { Filter } from "@/ui/table/Filters";
import forms from "@/ui/forms.module.css";
import { tellDone } from "@/ui/toast";
import { guessFormat, useApply, usePreview } from "./imports";
import { ImportRows } from "./ImportRows";
import classes from "./Import.module.css";
import { t } from "./texts";

const EXAMPLE = "name,address,site,tags,credential\ncore-1,192.0.2.1,Amsterdam,core;lab,campus\n";

/** A list becomes devices: first what would change, then the change, and only if the list is still the same. */
export function ImportPage() {
  const [content, setContent] = useState("");
  const [chosen, setChosen] = useState<ImportFormat | null>(null);
  const [fileName, setFileName] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const preview = usePreview();
  const apply = useApply();
  const format = chosen ?? guessFormat(content);

  function change(text: string, name: string | null) {
    setContent(text);
    setFileName(name);
    preview.reset();
    apply.reset();
  }

  async function take(list: FileList | null) {
    const first = list?.[0];
    if (first) change(await first.text(), first.name);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  }

  const answer = apply.data ?? preview.data;
  const changes = answer ? changesOf(answer.summary) : 0;

  return (
    <Page title={t("import")} lead={t("devicesFromCsvOrYamlYou")}>
      <Panel
        title={t("list")}
        note={fileName}
        actions={
          <>
            <Filter
              label={t("format")}
              none={t("guess")}
              value={chosen ?? undefined}
              options={[
                { value: "csv", label: t("csv") },
                { value: "yaml", label: t("yaml") },
              ]}
              onChange={(value) => setChosen((value as ImportFormat | undefined) ?? null)}
            />
            <Button
              variant="default"
              size="sm"
              leftSection={<IconUpload size={15} />}
              onClick={() => file.current?.click()}
            >
              {t("chooseFile")}
            </Button>
          </>
        }
      >
        {/* Dropping a file is a shortcut for the button above, which works without a pointer. */}
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          className={classes.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <input
            ref={file}
            type="file"
            hidden
            accept=".csv,.tsv,.txt,.yaml,.yml"
            aria-label={t("fileWithDevices")}
            onChange={(event) => void take(event.currentTarget.files)}
          />
          <Textarea
            aria-label={t("listOfDevices")}
            placeholder={t("pasteAListOrDropA", { EXAMPLE })}
            autosize
            minRows={7}
            maxRows={16}
            value={content}
            onChange={(event) => change(event.currentTarget.value, null)}
            styles={{ input: { fontFamily: "var(--wk-font-mono)", fontSize: "var(--wk-text-sm)" } }}
          />
        </div>
        {preview.error && <Failure doing={t("theListCannotBeRead")} error={preview.error} />}
        {apply.error && <Failure doing={t("nothingWasImported")} error={apply.error} />}
        <div className={forms.buttons}>
          <span className={forms.note}>
            {content.trim() !== "" && t("readAs", { toUpperCase: format.toUpperCase() })}
          </span>
          <ActionButton
            variant={preview.data ? "default" : undefined}
            why={content.trim() === "" && t("pasteAListFirst")}
            loading={preview.isPending}
            onClick={() => {
              apply.reset();
              preview.mutate({ format: chosen, content });
            }}
          >
            {t("preview")}
          </ActionButton>
          {preview.data && (
            <ActionButton
              why={apply.isSuccess ? t("importedAlready") : whyNot(preview.data.summary)}
              loading={apply.isPending}
              onClick={() =>
                apply.mutate(
                  { format: chosen, content, digest: preview.data.digest },
                  {
                    onSuccess: ({ summary: done }) =>
                      tellDone(
                        t("addedChanged", {
                          create: t("nDevices", { count: done.create }),
                          update: done.update,
                        }),
                        t("theyAreAskedWithTheNext"),
                      ),
                  },
                )
              }
            >
              {apply.isSuccess ? t("applied") : t("apply", { changes: t("nChanges", { count: changes }) })}
            </ActionButton>
          )}
        </div>
      </Panel>
      {answer && <ImportRows answer={answer} applied={apply.isSuccess} />}
    </Page>
  );
}

const changesOf = ({ create, update }: ImportPreview["summary"]): number => create + update;

/** Why a list cannot be applied: it is applied whole or not at all. */
const whyNot = (summary: ImportPreview["summary"]): string | false =>
  summary.error > 0
    ? t("linesAreWrong", { count: summary.error })
    : changesOf(summary) === 0 && t("nothingToChange");
