/** Deterministic living signals: the same question at the same moment always has the same answer. */

/** A number in 0..1 from any keys. */
export function hash(...keys: (string | number)[]): number {
  let h = 2166136261;
  for (const char of keys.join("|")) {
    h ^= char.charCodeAt(0);
    h = Math.imul(h, 16777619);
  }
  h ^= h >>> 15;
  h = Math.imul(h, 2246822507);
  h ^= h >>> 13;
  return (h >>> 0) / 4294967296;
}

/** Smooth noise in -1..1 with a period of about `periodS`. */
export function noise(key: string, seconds: number, periodS: number): number {
  const at = seconds / periodS;
  const cell = Math.floor(at);
  const part = at - cell;
  const ease = part * part * (3 - 2 * part);
  const left = hash(key, cell) * 2 - 1;
  const right = hash(key, cell + 1) * 2 - 1;
  return left + (right - left) * ease;
}

/** A working day's shape, 0.25..1. */
export function day(seconds: number): number {
  const hour = (seconds / 3600) % 24;
  return 0.62 - 0.38 * Math.cos(((hour - 3) / 24) * 2 * Math.PI);
}

export const pick = <T>(items: readonly T[], ...keys: (string | number)[]): T => {
  const item = items[Math.floor(hash(...keys) * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};
