/** Short news about what a person just did. Shown by <Toasts/>, announced politely to screen readers. */
import { useSyncExternalStore } from "react";
import { asProblem } from "@/api/problem";
import { t } from "./texts";

export interface Toast {
  readonly id: number;
  readonly kind: "done" | "failed";
  readonly title: string;
  readonly detail?: string;
}

const SHOWN_MS = { done: 5_000, failed: 12_000 } as const;

let toasts: readonly Toast[] = [];
let nextId = 1;
const readers = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const notify of readers) notify();
}

export function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

function show(kind: Toast["kind"], title: string, detail?: string): void {
  const toast: Toast = { id: nextId++, kind, title, detail };
  change([...toasts.slice(-3), toast]);
  setTimeout(() => dismiss(toast.id), SHOWN_MS[kind]);
}

export const tellDone = (title: string, detail?: string): void => show("done", title, detail);

/** Say that `doing` did not work, with the API's reason, hint and request id. */
export function tellFailed(doing: string, error: unknown): void {
  const problem = asProblem(error);
  const request = problem.requestId ? t("requestId", { id: problem.requestId }) : null;
  show("failed", doing, [problem.message, problem.hint, request].filter(Boolean).join(" · "));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    () => toasts,
  );
}
