import {
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from "react";
import { afterPaint } from "./afterPaint";

export interface RowWindow {
  scroller: RefObject<HTMLDivElement | null>;
  first: number;
  /** Exclusive. */
  last: number;
  /** Width of the table in rem, for choosing columns. */
  widthRem: number;
  rowHeight: number;
  onScroll: () => void;
  scrollTo: (index: number) => void;
}

const OVERSCAN = 8;
/** As many rows are added to a list at once. */
const PIECE = 8;
const ROW_REM = 2.125;

const rootFontSize = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/**
 * How many rows of a list there are to draw by now. One that got longer (a filter cleared) is drawn in pieces: each is painted
 * before the next is made, and a key or click that comes meanwhile is answered first, also in the middle of a piece.
 */
function useGrown(count: number, first: number, last: number): number {
  const [made, setMade] = useState(count);
  const wanted = Math.min(count, last);
  if (made !== count && (made > count || made >= wanted)) setMade(count);
  useEffect(() => {
    if (made >= wanted) return undefined;
    return afterPaint(() => startTransition(() => setMade(Math.max(made, first) + PIECE)));
  }, [made, wanted, first]);
  return Math.min(made, wanted);
}

/**
 * The rows to draw, in their order: those from `first` to before `last`, and the active one wherever it is. Tab enters a table there, and
 * a focus that is scrolled out of view is not lost.
 */
export function rowsToDraw(first: number, last: number, active: number, count: number): number[] {
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place);
  if (active < count && active < first) rows.unshift(active);
  else if (active < count && active >= last) rows.push(active);
  return rows;
}

/** Which rows of a fixed-height list are in view. Renders only when that set changes, not on each scroll event. */
export function useRowWindow(count: number, question?: string): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ first: 0, last: 40, widthRem: 80, rowHeight: ROW_REM * 16 });

  const measure = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const font = rootFontSize();
    const rowHeight = Math.round(ROW_REM * font);
    const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - OVERSCAN);
    const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + OVERSCAN;
    const widthRem = Math.round(element.clientWidth / font);
    setView((old) =>
      old.first === first && old.last === last && old.widthRem === widthRem && old.rowHeight === rowHeight
        ? old
        : { first, last, widthRem, rowHeight },
    );
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(measure); // reports once at the start, too
    observer.observe(element);
    return () => observer.disconnect();
  }, [measure]);

  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [question]);

  const { rowHeight } = view;
  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const top = index * rowHeight;
      const bottom = top + 2 * rowHeight; // the head covers one row
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight)
        element.scrollTop = bottom - element.clientHeight;
    },
    [rowHeight],
  );

  return { ...view, scroller, last: useGrown(count, view.first, view.last), onScroll: measure, scrollTo };
}
