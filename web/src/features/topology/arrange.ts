/** Asks the worker for positions. Only the newest question counts: it ends the work on the one before. */
import type { Plan, Spot } from "./plan";

export interface Job {
  /** Undefined when it was stopped, or another question came. */
  spots: Promise<Spot[] | undefined>;
  stop: () => void;
}

type Word = { id: number } & ({ done: number } | { spots: Spot[] });

let asked = 0;
let worker: Worker | undefined;
let busy: { end: (spots: Spot[] | undefined) => void } | undefined;

/** Have a plan laid out; `tell` hears the part that is done, 0..1. */
export function arrange(plan: Plan, tell: (done: number) => void): Job {
  if (busy) stop();
  const id = (asked += 1);
  const one = (worker ??= started());
  const spots = new Promise<Spot[] | undefined>((end) => (busy = { end }));
  one.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.id !== id) return;
    if ("done" in data) tell(data.done);
    else finish(data.spots);
  };
  one.postMessage({ id, plan });
  return { spots, stop: () => id === asked && busy && stop() };
}

function finish(spots: Spot[] | undefined): void {
  busy?.end(spots);
  busy = undefined;
}

/** A worker in the middle of a sum hears nothing: it is ended, and the next question gets another. */
function stop(): void {
  worker?.terminate();
  worker = undefined;
  finish(undefined);
}

const started = () => new Worker(new URL("./positions.worker.ts", import.meta.url), { type: "module" });
