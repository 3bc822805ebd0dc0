/** What the API says when something goes wrong (RFC 9457), and what the browser says when the API does not answer. */
import type { Tell } from "@/i18n/sentences";
import { sayingOf } from "@/i18n/server";
import { t } from "./texts";

export interface FieldProblem {
  readonly loc: string;
  readonly msg: string;
}

export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly hint: string | null = null,
    readonly requestId: string | null = null,
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds: number | null = null,
    /** What the problem says besides the standard members. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

type Json = Record<string, unknown>;

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

const told = (value: unknown, tell: Tell): string | null => {
  const said = text(value);
  return said === null ? null : tell(said);
};

function location(loc: unknown): string {
  if (Array.isArray(loc)) return loc.filter((part) => part !== "body").join(".");
  return typeof loc === "string" ? loc.replace(/^body\./, "") : "";
}

function fieldProblems(errors: unknown, tell: Tell): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors
    .filter((item): item is Json => typeof item === "object" && item !== null)
    .map((item) => ({ loc: location(item.loc), msg: told(item.msg, tell) ?? t("notAccepted") }));
}

/**
 * Read a failed response, in the language of the page (or `of` another). Never throws: an unreadable body still becomes
 * a problem with status and request id.
 */
export async function readProblem(response: Response, of?: string): Promise<ApiProblem> {
  let body: Json = {};
  try {
    body = (await response.json()) as Json;
  } catch {
    // Not JSON: a proxy in between, perhaps. The status line is what we have.
  }
  const tell = await sayingOf("problems", of);
  const retry = Number(response.headers.get("retry-after") ?? body.retry_after_s);
  return new ApiProblem(
    told(body.detail, tell) ??
      text(body.title) ??
      t("serverAnswered", { status: `${response.status} ${response.statusText}`.trim() }),
    response.status,
    text(body.code) ?? "http",
    told(body.hint, tell),
    text(body.request_id) ?? response.headers.get("x-request-id"),
    fieldProblems(body.errors, tell),
    Number.isFinite(retry) && retry > 0 ? retry : null,
    body,
  );
}

/** Any thrown thing as a problem that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof TypeError) {
    return new ApiProblem(t("noAnswer"), 0, "offline", t("noAnswerHint"));
  }
  return new ApiProblem(error instanceof Error ? error.message : String(error), 0, "client");
}

/** The problem, without what the fields of a form say themselves; null when they say all of it. */
export function foreignFields(error: unknown, shown: readonly string[]): ApiProblem | null {
  if (error === null || error === undefined) return null;
  const problem = asProblem(error);
  const isShown = (loc: string): boolean => shown.some((name) => loc === name || loc.startsWith(`${name}.`));
  const foreign = problem.fields.filter((field) => !isShown(field.loc));
  if (problem.fields.length > 0 && foreign.length === 0) return null;
  return new ApiProblem(
    problem.message,
    problem.status,
    problem.code,
    problem.hint,
    problem.requestId,
    foreign,
    problem.retryAfterSeconds,
  );
}

/** The problem of one form field, if the API named it. */
export function fieldError(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.fields.find((item) => item.loc === field || item.loc.startsWith(`${field}.`))?.msg;
}
