/** Asks the worker for positions; one answer for each question, in whatever order. */
import type { Plan, Spot } from "./plan";

const waiting = new Map<number, (spots: Spot[]) => void>();
let asked = 0;
let worker: Worker | undefined;

export function arrange(plan: Plan): Promise<Spot[]> {
  worker ??= started();
  const id = (asked += 1);
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    worker?.postMessage({ id, plan });
  });
}

function started(): Worker {
  const one = new Worker(new URL("./positions.worker.ts", import.meta.url), { type: "module" });
  one.onmessage = ({ data }: MessageEvent<{ id: number; spots: Spot[] }>) => {
    waiting.get(data.id)?.(data.spots);
    waiting.delete(data.id);
  };
  return one;
}
