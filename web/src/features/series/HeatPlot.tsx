import { useComputedColorScheme } from "@mantine/core";
import { HeatmapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, use as register, type ComposeOption, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { HeatmapSeriesOption } from "echarts/charts";
import type {
  GridComponentOption,
  TooltipComponentOption,
  VisualMapComponentOption,
} from "echarts/components";
import { useEffect, useRef } from "react";
import { inUnit } from "@/lib/format";
import { language } from "@/i18n/language";
import type { HeatCells } from "./heat";
import { rootSize, token } from "./overlays";

register([HeatmapChart, GridComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

type Option = ComposeOption<
  HeatmapSeriesOption | GridComponentOption | TooltipComponentOption | VisualMapComponentOption
>;

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
const ROW_REM = 1.5;
const AROUND_REM = 5.5;

const dayLabel = (day: string): string =>
  new Date(`${day}T00:00Z`).toLocaleDateString(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });

/** The colours' length: on a phone what is left beside the amounts at both ends. */
const legendLength = (width: number, rem: number): number =>
  Math.max(rem * 4, Math.min(rem * 12, width - rem * 12));

function optionsOf(heat: HeatCells, unit: string, rem: number, width: number): Option {
  const text = { color: token("faint"), fontFamily: token("font"), fontSize: Math.round(rem * 0.6875) };
  const bare = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  return {
    animation: false,
    textStyle: { fontFamily: token("font") },
    grid: {
      show: true,
      backgroundColor: token("raised"),
      borderWidth: 0,
      left: rem * 6,
      right: rem,
      top: rem * 0.5,
      bottom: rem * 4.5,
    },
    xAxis: { type: "category", data: HOURS, axisLabel: text, ...bare },
    yAxis: { type: "category", data: heat.days.map(dayLabel), inverse: true, axisLabel: text, ...bare },
    visualMap: {
      min: heat.low,
      max: heat.high > heat.low ? heat.high : heat.low + 1,
      calculable: false,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemWidth: rem * 0.75,
      itemHeight: legendLength(width, rem),
      text: [inUnit(heat.high, unit), inUnit(heat.low, unit)],
      textStyle: { ...text, color: token("dim") },
      inRange: { color: [token("accent-soft"), token("series-1"), token("series-4")] },
    },
    tooltip: {
      renderMode: "richText", // HTML would bring style attributes, which the content security policy forbids
      backgroundColor: token("raised"),
      borderColor: token("line-strong"),
      textStyle: { color: token("text"), fontSize: Math.round(rem * 0.75), fontFamily: token("font") },
      formatter: (told) => {
        const [hour = 0, day = 0, mean = null] = (told as { value: number[] }).value;
        const next = String((hour + 1) % 24).padStart(2, "0");
        return `${dayLabel(heat.days[day] ?? "")} ${HOURS[hour] ?? ""}–${next}\n${inUnit(mean, unit)}`;
      },
    },
    series: [
      {
        type: "heatmap",
        data: heat.cells.map((cell) => [...cell]),
        itemStyle: { borderColor: token("surface"), borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: token("text"), borderWidth: 1 } },
      },
    ],
  };
}

/** The drawing. It is made anew when the theme changes, and follows the width of the page. */
export function HeatPlot({ heat, unit }: { heat: HeatCells; unit: string }) {
  const scheme = useComputedColorScheme("dark");
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  useEffect(() => {
    const element = holder.current;
    if (!element) return undefined;
    const made = init(element);
    chart.current = made;
    const observer = new ResizeObserver(() => {
      made.resize();
      made.setOption({ visualMap: { itemHeight: legendLength(element.clientWidth, rootSize()) } });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(optionsOf(heat, unit, rootSize(), holder.current?.clientWidth ?? 0), {
      notMerge: true,
    });
    chart.current?.resize();
  }, [heat, unit, scheme]);
  return <div ref={holder} style={{ height: `${heat.days.length * ROW_REM + AROUND_REM}rem` }} />;
}
