import { IconArrowsDiagonal, IconGripVertical, IconPencil, IconTrash } from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import type { PanelLayout } from "@/api/types";
import { COLUMNS, placed, rowRem } from "./dashboards";
import classes from "./Grid.module.css";
import { t } from "./texts";

interface GridProps {
  panels: readonly PanelLayout[];
  editing: boolean;
  /** How many times as high as usual each row is. */
  stretch?: number;
  onChange: (panels: PanelLayout[]) => void;
  onEdit: (panel: PanelLayout) => void;
  onRemove: (panel: PanelLayout) => void;
  children: (panel: PanelLayout) => ReactNode;
}

type Mode = "move" | "size";

interface Drag {
  id: string;
  mode: Mode;
  startX: number;
  startY: number;
  box: Pick<PanelLayout, "x" | "y" | "w" | "h">;
  before: readonly PanelLayout[];
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Panels on twelve columns. While editing, handles move and size them: by dragging, or by the arrow keys. */
export function Grid({ panels, editing, stretch = 1, onChange, onEdit, onRemove, children }: GridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);

  function boxOf(mode: Mode, box: Drag["box"], dx: number, dy: number) {
    return mode === "move" ? { x: box.x + dx, y: box.y + dy } : { w: box.w + dx, h: box.h + dy };
  }

  function take(event: PointerEvent<HTMLElement>, panel: PanelLayout, mode: Mode) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      id: panel.id,
      mode,
      startX: event.clientX,
      startY: event.clientY,
      box: panel,
      before: panels,
    };
    setDragged(panel.id);
  }

  function pull(event: PointerEvent<HTMLElement>) {
    const held = drag.current;
    const element = grid.current;
    if (!held || !element) return;
    const style = getComputedStyle(element);
    const gap = Number.parseFloat(style.columnGap) || 0;
    const column = (element.clientWidth + gap) / COLUMNS;
    const row = Number.parseFloat(style.gridAutoRows) + gap;
    const dx = Math.round((event.clientX - held.startX) / column);
    const dy = Math.round((event.clientY - held.startY) / row);
    onChange(placed(held.before, held.id, boxOf(held.mode, held.box, dx, dy)));
  }

  function release() {
    drag.current = null;
    setDragged(null);
  }

  function onKeyDown(event: KeyboardEvent, panel: PanelLayout, mode: Mode) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    onChange(placed(panels, panel.id, boxOf(mode, panel, ...step)));
  }

  const handle = (panel: PanelLayout, mode: Mode) => ({
    type: "button" as const,
    onPointerDown: (event: PointerEvent<HTMLElement>) => take(event, panel, mode),
    onPointerMove: pull,
    onPointerUp: release,
    onPointerCancel: release,
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, panel, mode),
  });
  // Reading order is the order from the top, whatever was added when. While editing it stands still: a handle that moved
  // within the document would lose the pointer or the focus that holds it.
  const ordered = [...panels].sort((a, b) => (editing ? a.id.localeCompare(b.id) : a.y - b.y || a.x - b.x));
  return (
    <div
      ref={grid}
      className={classes.grid}
      data-editing={editing || undefined}
      style={stretch === 1 ? undefined : { gridAutoRows: `${rowRem(stretch)}rem` }}
    >
      {ordered.map((panel) => (
        <section
          key={panel.id}
          className={classes.panel}
          data-dragged={dragged === panel.id || undefined}
          aria-label={panel.title || t(`kind.${panel.content.kind}`)}
          style={{
            gridColumn: `${panel.x + 1} / span ${panel.w}`,
            gridRow: `${panel.y + 1} / span ${panel.h}`,
          }}
        >
          <header className={classes.head}>
            {editing && (
              <button
                {...handle(panel, "move")}
                className={classes.handle}
                aria-label={t("move", { title: panel.title })}
              >
                <IconGripVertical size={16} aria-hidden="true" />
              </button>
            )}
            <h2 className={classes.title}>{panel.title}</h2>
            {editing && (
              <>
                <button
                  type="button"
                  className={classes.tool}
                  aria-label={t("editPanel", { title: panel.title })}
                  onClick={() => onEdit(panel)}
                >
                  <IconPencil size={15} aria-hidden="true" />
                </button>
                <button
                  type="button"
                  className={classes.tool}
                  aria-label={t("removePanel", { title: panel.title })}
                  onClick={() => onRemove(panel)}
                >
                  <IconTrash size={15} aria-hidden="true" />
                </button>
              </>
            )}
          </header>
          <div className={classes.body}>{children(panel)}</div>
          {editing && (
            <button
              {...handle(panel, "size")}
              className={classes.corner}
              aria-label={t("size", { title: panel.title })}
            >
              <IconArrowsDiagonal size={14} aria-hidden="true" />
            </button>
          )}
        </section>
      ))}
    </div>
  );
}
