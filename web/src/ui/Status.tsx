import { words } from "@/lib/format";
import classes from "./Status.module.css";
import { toneOf, type Tone } from "./tone";

/** The shape of a tone. Shapes differ in outline, not only in colour, so they hold without colour vision. `size` is in sixteenths of a rem: it grows with the screen. */
export function Mark({ tone, size = 12 }: { tone: Tone; size?: number }) {
  return (
    <svg
      className={classes.mark}
      data-tone={tone}
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {SHAPES[tone]}
    </svg>
  );
}

const SHAPES: Readonly<Record<Tone, React.ReactNode>> = {
  good: <circle cx="6" cy="6" r="4.2" />,
  bad: <path d="M0.8 1.6h10.4L6 11z" />,
  unknown: <path d="M6 1.3 10.7 6 6 10.7 1.3 6z" className={classes.hollow} />,
  warning: <path d="M6 1 11.3 10.6H0.7z" />,
  info: <path d="M6 0.9 11.1 6 6 11.1 0.9 6z" />,
  busy: <path d="M6 1.6a4.4 4.4 0 1 1-4.4 4.4" className={classes.hollow} />,
  off: <path d="M1.5 6h9" className={classes.hollow} />,
};

interface StatusProps {
  /** A code of the API: `up`, `partial`, `auth_failed`, … */
  code: string | null | undefined;
  label?: string;
  tone?: Tone;
}

/** A state as shape, colour and word. */
export function Status({ code, label, tone }: StatusProps) {
  const shown = tone ?? toneOf(code);
  return (
    <span className={classes.status} data-tone={shown}>
      <Mark tone={shown} />
      <span>{label ?? words(code ?? "unknown")}</span>
    </span>
  );
}

/** A state as a filled label, for headings. */
export function StatusPill({ code, label, tone }: StatusProps) {
  const shown = tone ?? toneOf(code);
  return (
    <span className={classes.pill} data-tone={shown}>
      <Mark tone={shown} />
      {label ?? words(code ?? "unknown")}
    </span>
  );
}
