import { STEPS } from "./live";
import classes from "./Map.module.css";
import { t, type en } from "./texts";

type TextKey = Extract<keyof typeof en, `legend.${string}`>;

interface LegendProps {
  comparing: boolean;
  byLoad: boolean;
  shifting: boolean;
}

const STATES: readonly (readonly [string, TextKey])[] = [
  ["up", "legend.up"],
  ["down", "legend.down"],
  ["stale", "legend.stale"],
  ["unknown", "legend.unknown"],
  ["conflict", "legend.conflict"],
  ["one", "legend.oneSided"],
  ["part", "legend.part"],
  ["service", "legend.service"],
];
const DOWN: typeof STATES = [["down", "legend.down"]];
const SCALE = [0, ...STEPS].map((from, at) => {
  const to = STEPS[at];
  return [at + 1, to === undefined ? `≥ ${from * 100} %` : `${from * 100} – ${to * 100} %`] as const;
});
const CHANGES: readonly (readonly [string, TextKey])[] = [
  ["appeared", "legend.appeared"],
  ["gone", "legend.gone"],
  ["changed", "legend.changed"],
];
const SHIFTED: readonly (readonly [string, TextKey])[] = [
  ["overfull", "legend.overfull"],
  ["more", "legend.more"],
  ["less", "legend.less"],
];
const NODES: readonly (readonly [string, TextKey])[] = [
  ["device", "legend.device"],
  ["point", "legend.point"],
  ["alarm", "legend.alarm"],
  ["lesser", "legend.lesser"],
  ["external", "legend.external"],
  ["segment", "legend.segment"],
  ["cluster", "legend.cluster"],
];

/** What lines and marks mean, in words. */
export function Legend({ comparing, byLoad, shifting }: LegendProps) {
  return (
    <details className={classes.legend} open>
      <summary>{t("legend")}</summary>
      <ul>
        {byLoad &&
          SCALE.map(([step, range]) => (
            <li key={step}>
              <svg width="28" height="10" aria-hidden="true">
                <line x1="1" y1="5" x2="27" y2="5" className={classes.line} data-step={step} />
              </svg>
              {range}
            </li>
          ))}
        {byLoad && <li className="dim">{t("legend.halves")}</li>}
        {[...(comparing ? CHANGES : byLoad ? DOWN : STATES), ...(shifting ? SHIFTED : [])].map(
          ([line, key]) => (
            <li key={line}>
              <svg width="28" height="10" aria-hidden="true">
                <line x1="1" y1="5" x2="27" y2="5" className={classes.line} data-line={line} />
                {line === "one" && <circle cx="4" cy="5" r="3.5" className={classes.oneEnd} />}
              </svg>
              {t(key)}
            </li>
          ),
        )}
        {NODES.map(([node, key]) => (
          <li key={node}>
            <svg width="28" height="14" aria-hidden="true" className={classes.dot} data-node={node}>
              {node === "external" ? (
                <path d="M14 1l6 6-6 6-6-6z" />
              ) : node === "segment" ? (
                <rect x="6" y="5" width="16" height="5" rx="2" />
              ) : node === "cluster" ? (
                <path d="M9 1h10l5 6-5 6H9L4 7z" />
              ) : node === "alarm" || node === "lesser" ? (
                <path d="M14 1l6 11H8z" />
              ) : (
                <circle cx="14" cy="7" r="5" />
              )}
            </svg>
            {t(key)}
          </li>
        ))}
      </ul>
    </details>
  );
}
