/** The columns of a device's interface table. */
import { Link } from "@tanstack/react-router";
import { Sparkline } from "@/features/series/Sparkline";
import { bits, NOT_KNOWN, percent, perSecond, words } from "@/lib/format";
import type { Window } from "@/lib/range";
import { Status } from "@/ui/Status";
import type { Column } from "@/ui/table/columns";
import type { Tone } from "@/ui/tone";
import { portState, type PortRow } from "./interfaces";
import type { Spark } from "./useSparks";
import classes from "./Device.module.css";
import { t } from "./texts";

const TONES: Readonly<Record<string, Tone>> = {
  up: "good",
  down: "bad",
  lowerLayerDown: "bad",
  lower_layer_down: "bad",
  disabled: "off",
  gone: "off",
  dormant: "warning",
  testing: "warning",
};

const HIGH = 0.8;
const unknown = <span className="faint">{NOT_KNOWN}</span>;

export function PortState({ port }: { port: Pick<PortRow, "admin_status" | "oper_status" | "present"> }) {
  const state = portState(port);
  return (
    <Status
      code={state}
      tone={TONES[state] ?? "unknown"}
      label={state === "disabled" ? t("adminDown") : words(state)}
    />
  );
}

export function portColumns(sparks: ReadonlyMap<string, Spark>, window: Window): Column<PortRow>[] {
  return [
    {
      id: "state",
      head: t("state"),
      width: "7.5rem",
      sort: "oper_status",
      value: (row) => portState(row),
      cell: (row) => <PortState port={row} />,
    },
    {
      id: "name",
      head: t("interface"),
      width: "minmax(8rem, 1.1fr)",
      sort: "name",
      value: (row) => row.name,
      cell: (row) => (
        <Link to="." search={(old) => ({ ...old, interface: row.name })} title={row.name} tabIndex={-1}>
          {row.name}
        </Link>
      ),
    },
    {
      id: "alias",
      head: t("description"),
      width: "minmax(7rem, 1.3fr)",
      from: 56,
      value: (row) => row.alias || row.descr,
      cell: (row) => (
        <span title={row.alias || row.descr}>{row.alias || <span className="faint">{row.descr}</span>}</span>
      ),
    },
    {
      id: "speed",
      head: t("speed"),
      width: "6rem",
      align: "end",
      sort: "speed_bps",
      value: (row) => row.speed_bps,
      from: 64,
      cell: (row) => (row.speed_bps === null ? unknown : bits(row.speed_bps)),
    },
    {
      id: "in",
      head: t("in"),
      width: "6.2rem",
      align: "end",
      sort: "in_bps",
      value: (row) => row.in_bps,
      from: 36,
      cell: (row) => rate(row.in_bps),
    },
    {
      id: "out",
      head: t("out"),
      width: "6.2rem",
      align: "end",
      sort: "out_bps",
      value: (row) => row.out_bps,
      from: 36,
      cell: (row) => rate(row.out_bps),
    },
    {
      id: "use",
      head: t("used"),
      width: "8rem",
      sort: "utilisation",
      value: (row) => row.utilisation,
      from: 48,
      cell: (row) => (row.utilisation === null ? unknown : <Meter value={row.utilisation} />),
    },
    {
      id: "errors",
      head: t("errors"),
      width: "5.5rem",
      align: "end",
      sort: "errors_ps",
      value: (row) => row.errors_ps,
      from: 72,
      cell: (row) => <Errors row={row} />,
    },
    {
      id: "spark",
      head: t("inAndOut"),
      width: "minmax(6rem, 9rem)",
      narrow: "4.5rem",
      cell: (row) => {
        const spark = sparks.get(row.name);
        if (!spark) return null;
        return <Sparkline points={spark.in} other={spark.out} start={window.start} end={window.end} />;
      },
    },
  ];
}

const rate = (value: number | null) => (value === null ? unknown : bits(value));

/** Less than this fills no pixel of the bar, and its digits would not fit beside it. */
const LEAST = 0.001;

function Meter({ value }: { value: number }) {
  return (
    <span className={classes.meter}>
      <span className={classes.track} aria-hidden="true">
        <span
          className={classes.fill}
          data-high={value > HIGH}
          style={{ width: `${Math.min(100, value * 100)}%` }}
        />
      </span>
      <span className="num">{value > 0 && value < LEAST ? t("belowLeast") : percent(value * 100)}</span>
    </span>
  );
}

function Errors({ row }: { row: PortRow }) {
  if (row.errors_ps === null) return unknown;
  if (row.errors_ps === 0) return <span className="faint">0</span>;
  return <Status code="warning" label={perSecond(row.errors_ps)} />;
}
