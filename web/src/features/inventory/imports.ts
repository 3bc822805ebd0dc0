/** Importing devices from a list. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type { ImportFormat, ImportPreview } from "@/api/types";
import { sayingOf } from "@/i18n/server";
import { t } from "./texts";

export interface ImportText {
  /** None: what the server takes it for. */
  format: ImportFormat | null;
  content: string;
}

/** What is wrong with lines, in the language of the page. */
async function told(answer: ImportPreview): Promise<ImportPreview> {
  const tell = await sayingOf("problems");
  return { ...answer, rows: answer.rows.map((row) => ({ ...row, errors: row.errors.map(tell) })) };
}

export function usePreview() {
  return useMutation({
    mutationFn: async (text: ImportText) =>
      told(await body(api.POST("/api/v1/imports/preview", { body: text }))),
  });
}

export function useApply() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (text: ImportText & { digest: string }) =>
      body(api.POST("/api/v1/imports/apply", { body: text })),
    onSuccess: () => {
      for (const key of ["devices", "overview", "sites", "tags"])
        void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** The format of a list, from how it begins; the server looks for itself. */
export function guessFormat(content: string): ImportFormat {
  const first = content.split("\n").find((line) => line.trim() !== "" && !line.trim().startsWith("#")) ?? "";
  return /^\s*-\s|^\s*[\w-]+\s*:(\s|$)|^---/.test(first) ? "yaml" : "csv";
}

/** A value of a change as a person reads it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return t("nothing");
  if (Array.isArray(value)) return value.length === 0 ? t("nothing") : value.map(shown).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
