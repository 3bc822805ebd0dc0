/** What is painted on a chart besides its lines: silence as hatching, a band, annotations. */
import type uPlot from "uplot";
import type { Annotation, LimitLine } from "./band";
import type { Span } from "./points";

export const token = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--wk-${name}`).trim();

/** The root's type size in pixels, which grows with the screen. */
export const rootSize = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** A stroke of one pixel on a usual screen, in pixels of the canvas: on a wall it is as thick as the type is large. */
const stroke = (): number => (devicePixelRatio * rootSize()) / 16;

const TONE_TOKEN: Readonly<Record<Annotation["tone"], string>> = {
  bad: "down",
  warning: "warning",
  info: "info",
  good: "up",
};

/** Paint inside the drawing's frame only. */
function within(plot: uPlot, paint: (ctx: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  paint(ctx);
  ctx.restore();
}

/** Silence is drawn: hatched, so that nobody reads it as zero. */
export function hatchGaps(plot: uPlot, gaps: readonly Span[]): void {
  const { bbox } = plot;
  within(plot, (ctx) => {
    ctx.strokeStyle = token("line-strong");
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = stroke() / devicePixelRatio;
    const apart = 8 * stroke();
    for (const [from, to] of gaps) {
      const left = Math.max(bbox.left, plot.valToPos(from, "x", true));
      const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, "x", true));
      if (right - left < 2) continue;
      ctx.save();
      ctx.beginPath();
      ctx.rect(left, bbox.top, right - left, bbox.height);
      ctx.clip();
      ctx.beginPath();
      for (let at = left - bbox.height; at < right; at += apart) {
        ctx.moveTo(at, bbox.top + bbox.height);
        ctx.lineTo(at + bbox.height, bbox.top);
      }
      ctx.stroke();
      ctx.restore();
    }
  });
}

/** Moments as dashed lines with a flag, spans as a tint. The tone is also the flag's outline: down or up. */
export function paintAnnotations(plot: uPlot, annotations: readonly Annotation[]): void {
  const { bbox } = plot;
  const ratio = stroke();
  within(plot, (ctx) => {
    for (const { at, until, tone } of annotations) {
      const color = token(TONE_TOKEN[tone]);
      const left = plot.valToPos(at / 1000, "x", true);
      ctx.fillStyle = color;
      ctx.strokeStyle = color;
      if (until !== undefined) {
        ctx.globalAlpha = 0.12;
        ctx.fillRect(left, bbox.top, plot.valToPos(until / 1000, "x", true) - left, bbox.height);
      }
      ctx.globalAlpha = 0.9;
      ctx.lineWidth = ratio;
      ctx.setLineDash([3 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(left, bbox.top);
      ctx.lineTo(left, bbox.top + bbox.height);
      ctx.stroke();
      ctx.setLineDash([]);
      const size = 5 * ratio;
      const [tip, base] = tone === "bad" || tone === "warning" ? [size, 0] : [0, size];
      ctx.beginPath();
      ctx.moveTo(left - size, bbox.top + base);
      ctx.lineTo(left + size, bbox.top + base);
      ctx.lineTo(left, bbox.top + tip);
      ctx.fill();
    }
  });
}

/** Limits as dashed lines with their names at the left; an alarm's dashes are long, a warning's short. */
export function paintLimits(plot: uPlot, limits: readonly LimitLine[], font: string): void {
  const { bbox } = plot;
  const ratio = devicePixelRatio;
  within(plot, (ctx) => {
    ctx.font = font.replace(/^\d+/, (size) => String(Number(size) * ratio));
    ctx.textAlign = "left";
    for (const { at, label, tone } of limits) {
      const top = plot.valToPos(at, "y", true);
      if (top < bbox.top || top > bbox.top + bbox.height) continue;
      ctx.strokeStyle = token(TONE_TOKEN[tone]);
      ctx.fillStyle = token(TONE_TOKEN[tone]);
      ctx.lineWidth = stroke();
      ctx.setLineDash(tone === "bad" ? [8 * ratio, 4 * ratio] : [3 * ratio, 3 * ratio]);
      ctx.beginPath();
      ctx.moveTo(bbox.left, top);
      ctx.lineTo(bbox.left + bbox.width, top);
      ctx.stroke();
      ctx.setLineDash([]);
      const under = top - bbox.top < 14 * ratio;
      ctx.textBaseline = under ? "top" : "bottom";
      ctx.fillText(label, bbox.left + 4 * ratio, top + (under ? 2 : -2) * ratio);
    }
  });
}
