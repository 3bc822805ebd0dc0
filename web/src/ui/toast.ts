/** Short news about what a person just did. Shown by <Toasts/>, announced politely to screen readers. */
import { useSyncExternalStore } from "react";
import { asProblem } from "@/api/problem";
import { t } from "./texts";

export interface Toast {
  readonly id: number;
  readonly kind: "done" | "failed";
  readonly title: string;
  readonly detail?: string;
  /** Takes it back. The toast stays longer then. */
  readonly undo?: () => unknown;
}

const SHOWN_MS = { done: 5_000, failed: 12_000 } as const;
const UNDO_MS = 12_000;
/** Once nobody points at it any more: long enough to come back. */
const AFTERWARDS_MS = 4_000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const going = new Map<number, ReturnType<typeof setTimeout>>();
const readers = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const notify of readers) notify();
}

function leaveIn(ms: number, id: number): void {
  clearTimeout(going.get(id));
  going.set(
    id,
    setTimeout(() => dismiss(id), ms),
  );
}

/** Somebody points at it or has the focus in it: it stays. */
export function hold(id: number): void {
  clearTimeout(going.get(id));
}

/** Nobody does any more: it goes, if it is still there. */
export function release(id: number): void {
  if (going.has(id)) leaveIn(AFTERWARDS_MS, id);
}

export function dismiss(id: number): void {
  clearTimeout(going.get(id));
  going.delete(id);
  change(toasts.filter((toast) => toast.id !== id));
}

function show(kind: Toast["kind"], title: string, detail?: string, undo?: () => unknown): void {
  const toast: Toast = { id: nextId++, kind, title, detail, undo };
  change([...toasts.slice(-3), toast]);
  leaveIn(undo ? UNDO_MS : SHOWN_MS[kind], toast.id);
}

/** Say that something was done; with `undo`, offer to take it back. */
export const tellDone = (title: string, detail?: string, undo?: () => unknown): void =>
  show("done", title, detail, undo);

/** Take back what a toast told of. A failure of that is told, too. */
export async function takeBack(toast: Toast): Promise<void> {
  dismiss(toast.id);
  try {
    await toast.undo?.();
  } catch (error) {
    tellFailed(t("notUndone"), error);
  }
}

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
