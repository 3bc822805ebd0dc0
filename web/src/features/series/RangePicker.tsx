import { IconCalendar, IconChevronLeft, IconChevronRight, IconZoomOut } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { carry } from "@/lib/carried";
import { serverNow } from "@/lib/clock";
import { localTime } from "@/lib/format";
import { DEFAULT_RANGE, RANGE_LABEL, RANGES, stepped, widened, type RangeSearch } from "@/lib/range";
import { Drop } from "@/ui/Drop";
import classes from "./RangePicker.module.css";
import { t } from "./texts";

/** Its fields load when somebody opens them. */
const FromTo = lazy(() => import("./FromTo").then((module) => ({ default: module.FromTo })));

/** Where no time is chosen unless somebody does, that comes first. */
const ALL_FIRST = [DEFAULT_RANGE, ...RANGES.filter((name) => name !== DEFAULT_RANGE)];
const NOTHING: RangeSearch = { range: undefined, from: undefined, to: undefined };

interface RangePickerProps {
  search: RangeSearch;
  /** For lists, which show all there is unless a time is chosen. */
  optional?: boolean;
}

/** Chooses the window of all charts on the page. The choice is in the URL, and goes along to the next page with one. */
export function RangePicker({ search, optional = false }: RangePickerProps) {
  const navigate = useNavigate();
  const { range, from, to } = search;
  const [opened, setOpened] = useState(false);
  const fixed = from !== undefined && to !== undefined;
  useEffect(() => carry("time", { range, from, to }), [range, from, to]);
  const choose = (next: RangeSearch, replace = true) =>
    void navigate({ to: ".", search: (old) => ({ ...old, ...NOTHING, ...next }), replace });
  return (
    <div className={classes.picker} role="group" aria-label={t("timeRange")}>
      <Step
        label={t("earlier")}
        icon={IconChevronLeft}
        onClick={() => choose(stepped(search, serverNow(), -1))}
      />
      {(optional ? ALL_FIRST : RANGES).map((name) => {
        const usual = name === DEFAULT_RANGE;
        return (
          <button
            key={name}
            type="button"
            className={classes.choice}
            aria-pressed={!fixed && (range ?? DEFAULT_RANGE) === name}
            title={usual && optional ? t("anyTime") : t("last", { range: RANGE_LABEL[name] })}
            onClick={() => choose(usual ? {} : { range: name })}
          >
            {usual && optional ? t("all") : name}
          </button>
        );
      })}
      <Drop
        align="end"
        title={t("fromTo")}
        onOpen={() => setOpened(true)}
        label={
          <>
            <IconCalendar size={15} aria-hidden="true" />
            {fixed && (
              <span className={classes.fixed}>
                {localTime(from * 1000)} – {localTime(to * 1000)}
              </span>
            )}
          </>
        }
      >
        {opened && (
          <Suspense fallback={null}>
            <FromTo key={`${range}|${from}|${to}`} search={search} onChoose={(next) => choose(next, false)} />
          </Suspense>
        )}
      </Drop>
      <Step label={t("wider")} icon={IconZoomOut} onClick={() => choose(widened(search, serverNow()))} />
      <Step
        label={t("later")}
        icon={IconChevronRight}
        why={!fixed}
        onClick={() => choose(stepped(search, serverNow(), 1))}
      />
    </div>
  );
}

interface StepProps {
  label: string;
  icon: typeof IconZoomOut;
  /** Whether there is nothing to go to. */
  why?: boolean;
  onClick: () => void;
}

function Step({ label, icon: StepIcon, why = false, onClick }: StepProps) {
  return (
    <button
      type="button"
      className={classes.step}
      aria-label={label}
      title={why ? t("alreadyNow") : label}
      aria-disabled={why || undefined}
      onClick={why ? undefined : onClick}
    >
      <StepIcon size={15} aria-hidden="true" />
    </button>
  );
}

/** Sets a fixed window in the URL: what dragging over a chart does. */
export function useZoom(): (startMs: number, endMs: number) => void {
  const navigate = useNavigate();
  return (startMs, endMs) => {
    const from = Math.floor(startMs / 1000);
    const to = Math.max(Math.ceil(endMs / 1000), from + 60);
    void navigate({ to: ".", search: (old) => ({ ...old, ...NOTHING, from, to }) });
  };
}
