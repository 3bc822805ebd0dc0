/** Lays out beside the page, so that the page stays fluid. */
import type { Plan } from "./plan";
import { positionsOf } from "./positions";

/** Part of the work between two words about it. */
const WORD = 0.04;

self.onmessage = ({ data }: MessageEvent<{ id: number; plan: Plan }>) => {
  let told = 0;
  const tell = (done: number) => {
    if (done - told < WORD) return;
    told = done;
    self.postMessage({ id: data.id, done });
  };
  self.postMessage({ id: data.id, spots: positionsOf(data.plan, tell) });
};
