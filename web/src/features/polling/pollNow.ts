/** Polls out of turn. */
import { ApiProblem } from "@/api/problem";
import type { CycleReport } from "@/api/types";
import { fetchCycle, pollDevice } from "./polling";
import { t } from "./texts";

const LOOK_AGAIN_MS = 600;
const PATIENCE_MS = 120_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Have a device polled now and wait for what became of it. Throws when that takes longer than a cycle may. */
export async function pollAndWait(
  deviceId: number,
): Promise<{ outcome: string; reason: string; cycle: CycleReport }> {
  const { id } = await pollDevice(deviceId);
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const cycle = await fetchCycle(id);
    const mine = cycle.outcomes.find((one) => one.device_id === deviceId);
    if (cycle.status !== "running" && mine) return { ...mine, cycle };
    if (Date.now() > until) {
      throw new ApiProblem(t("pollNotEnded"), 0, "waiting", t("pollGoesOn"));
    }
    await pause(LOOK_AGAIN_MS);
  }
}
