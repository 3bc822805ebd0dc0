import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import {
  closeChannel,
  listen,
  liveState,
  onCatchUp,
  onFirstConnection,
  openChannel,
  watchState,
  type LiveState,
} from "./channel";
import type { LiveMessage } from "./message";

/** Keeps the channel open while the caller is on screen, and fetches everything in view again after a drop. */
export function useLiveChannel(): void {
  const queries = useQueryClient();
  useEffect(() => {
    void openChannel();
    const stop = onCatchUp(() => void queries.invalidateQueries());
    return () => {
      stop();
      closeChannel();
    };
  }, [queries]);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(watchState, liveState);
}

/** Hear about a topic while the caller is on screen. */
export function useTopic(topic: string, onMessage: (message: LiveMessage) => void): void {
  const heard = useEffectEvent(onMessage);
  useEffect(() => listen(topic, (message) => heard(message)), [topic]);
}

/**
 * Fetch queries again when a topic has news, at most once per `everyMs`, so that a storm costs one request; and once
 * when the channel opens after the page, which could not hear the news in between.
 */
export function useRefreshOn(topic: string, keys: readonly (readonly unknown[])[], everyMs = 2_000): void {
  const queries = useQueryClient();
  const refresh = useEffectEvent(() => {
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const stop = listen(topic, () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = Date.now();
          refresh();
        },
        Math.max(0, last + everyMs - Date.now()),
      );
    });
    const settle = onFirstConnection(() => refresh());
    return () => {
      clearTimeout(timer);
      settle();
      stop();
    };
  }, [topic, everyMs]);
}
