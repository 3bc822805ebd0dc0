/** One clock for the page: it ticks once a second for all readers, and it follows the server's time. */
import { useSyncExternalStore } from "react";

/** Below this difference the browser's clock is trusted: the Date header has a resolution of one second. */
const TRUSTED_SKEW_MS = 2_500;

let skewMs = 0;
let current = Date.now();
const readers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Learn from an answer's Date header how far this browser's clock is from the server's. */
export function noteServerDate(header: string | null): void {
  if (!header) return;
  const server = Date.parse(header);
  if (Number.isNaN(server)) return;
  const difference = server + 500 - Date.now();
  skewMs = Math.abs(difference) > TRUSTED_SKEW_MS ? difference : 0;
}

/** Now, by the server's clock, in epoch milliseconds. */
export function serverNow(): number {
  return Date.now() + skewMs;
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  timer ??= setInterval(() => {
    current = serverNow();
    for (const notify of readers) notify();
  }, 1_000);
  return () => {
    readers.delete(reader);
    if (readers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function snapshot(): number {
  if (timer === undefined) current = serverNow();
  return current;
}

/** Now, renewed every `everySeconds`; the value changes only then, so slow readers render seldom. */
export function useNow(everySeconds = 1): number {
  const step = everySeconds * 1_000;
  return useSyncExternalStore(subscribe, () => Math.floor(snapshot() / step) * step);
}
