/** Which lines tell a host's load: processors as one mean when there are many, then memory, then storage. */
import type { Series } from "@/api/types";
import type { Point } from "@/features/series/points";
import { words } from "@/lib/format";
import { t } from "./texts";

export interface HostLine {
  key: string;
  label: string;
  points: readonly Point[];
}

/** More processors than this are shown as their mean. */
const MOST_PROCESSORS = 2;
const KINDS = ["cpu", "memory", "storage"];

const kindOf = (object: string): string => object.slice(0, Math.max(0, object.indexOf("/")));

function labelOf(object: string): string {
  const kind = kindOf(object);
  return KINDS.includes(kind) ? `${words(kind)} ${object.slice(kind.length + 1)}` : object;
}

/** The mean at each moment of what is known then; a moment at which nothing is known stays unknown. */
export function meanOf(all: readonly (readonly Point[])[]): Point[] {
  const sums = new Map<number, { sum: number; known: number }>();
  for (const points of all) {
    for (const [ms, value] of points) {
      const at = sums.get(ms) ?? { sum: 0, known: 0 };
      sums.set(ms, value === null ? at : { sum: at.sum + value, known: at.known + 1 });
    }
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([ms, { sum, known }]): Point => [ms, known > 0 ? sum / known : null]);
}

export function hostLines(series: readonly Pick<Series, "object" | "points">[]): HostLine[] {
  const rank = (object: string): number =>
    (KINDS.indexOf(kindOf(object)) + KINDS.length + 1) % (KINDS.length + 1);
  const sorted = [...series].sort((a, b) => rank(a.object) - rank(b.object));
  const processors = sorted.filter((one) => kindOf(one.object) === "cpu");
  const lines = sorted.map(({ object, points }): HostLine => ({
    key: object,
    label: labelOf(object),
    points,
  }));
  if (processors.length <= MOST_PROCESSORS) return lines;
  const mean: HostLine = {
    key: "cpu",
    label: t("cpuMean", { processors: processors.length }),
    points: meanOf(processors.map((one) => one.points)),
  };
  return [mean, ...lines.filter((line) => kindOf(line.key) !== "cpu")];
}
