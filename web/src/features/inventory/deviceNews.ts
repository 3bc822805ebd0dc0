import { useQueryClient } from "@tanstack/react-query";
import type { Device, Page } from "@/api/types";
import { useRefreshOn, useTopic } from "@/live/useLive";
import { mergeDevice, mergeIntoPage, patchesOf } from "./mergeDevice";

export const devicesKey = ["devices", "list"] as const;

/** Device news for every page: rows change in place at once, the rest is fetched again a moment later. */
export function useDeviceNews(): void {
  const queries = useQueryClient();
  useTopic("devices", (message) => {
    const patches = patchesOf(message);
    if (patches.size === 0) return;
    queries.setQueriesData<Page<Device>>({ queryKey: devicesKey }, (page) => mergeIntoPage(page, patches));
    for (const [deviceId, patch] of patches) {
      queries.setQueryData<Device>(["devices", "one", deviceId], (device) =>
        device ? mergeDevice(device, patch) : device,
      );
    }
  });
  useRefreshOn("devices", [["overview"]]);
  useRefreshOn("devices", [["devices"]], 5_000);
}
