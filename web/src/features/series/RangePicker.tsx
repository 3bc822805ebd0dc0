import { useNavigate } from "@tanstack/react-router";
import { localTime } from "@/lib/format";
import { DEFAULT_RANGE, RANGE_LABEL, RANGES, type RangeSearch } from "@/lib/range";
import classes from "./RangePicker.module.css";
import { t } from "./texts";

/** Chooses the window of all charts on the page; the choice is in the URL. */
export function RangePicker({ search }: { search: RangeSearch }) {
  const navigate = useNavigate();
  const fixed = search.from !== undefined && search.to !== undefined;
  const choose = (range: (typeof RANGES)[number]) =>
    void navigate({
      to: ".",
      search: (old) => ({
        ...old,
        range: range === DEFAULT_RANGE ? undefined : range,
        from: undefined,
        to: undefined,
      }),
      replace: true,
    });
  return (
    <div className={classes.picker} role="group" aria-label={t("timeRange")}>
      {fixed && (
        <span className={classes.fixed}>
          {localTime((search.from ?? 0) * 1000)} – {localTime((search.to ?? 0) * 1000)}
        </span>
      )}
      {RANGES.map((range) => {
        const active = !fixed && (search.range ?? DEFAULT_RANGE) === range;
        return (
          <button
            key={range}
            type="button"
            className={classes.choice}
            aria-pressed={active}
            title={t("last", { range: RANGE_LABEL[range] })}
            onClick={() => choose(range)}
          >
            {range}
          </button>
        );
      })}
    </div>
  );
}

/** Sets a fixed window in the URL: what dragging over a chart does. */
export function useZoom(): (startMs: number, endMs: number) => void {
  const navigate = useNavigate();
  return (startMs, endMs) => {
    const from = Math.floor(startMs / 1000);
    const to = Math.max(Math.ceil(endMs / 1000), from + 60);
    void navigate({ to: ".", search: (old) => ({ ...old, range: undefined, from, to }) });
  };
}
