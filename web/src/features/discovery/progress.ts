import type { Discovery } from "@/api/types";

export interface Progress {
  /** 0..1 */
  done: number;
  elapsedSeconds: number | null;
  /** Estimated from the pace so far; null while there is none. */
  leftSeconds: number | null;
}

/** How far a run is, and how long it will take at its present pace. */
export function progressOf(run: Discovery, now: number): Progress {
  const started = run.started_at ? new Date(run.started_at).getTime() : null;
  const ended = run.finished_at ? new Date(run.finished_at).getTime() : now;
  const elapsedSeconds = started === null ? null : Math.max(0, (ended - started) / 1000);
  const done = run.total > 0 ? Math.min(1, run.probed / run.total) : run.status === "done" ? 1 : 0;
  const pace = elapsedSeconds !== null && elapsedSeconds > 1 ? run.probed / elapsedSeconds : 0;
  const running = run.status === "running";
  return { done, elapsedSeconds, leftSeconds: running && pace > 0 ? (run.total - run.probed) / pace : null };
}
