/** Lays out beside the page, so that the page stays fluid. */
import type { Plan } from "./plan";
import { positionsOf } from "./positions";

self.onmessage = ({ data }: MessageEvent<{ id: number; plan: Plan }>) => {
  self.postMessage({ id: data.id, spots: positionsOf(data.plan) });
};
