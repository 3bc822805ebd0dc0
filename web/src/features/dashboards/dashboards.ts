/** Questions and commands about dashboards, and placing panels on their grid. */
import { queryOptions } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import type {
  Dashboard,
  DashboardFile,
  DashboardSummary,
  Layout,
  PanelContent,
  PanelLayout,
} from "@/api/types";

export const dashboardsKey = ["dashboards"] as const;
const MOST = 1_000;

export const dashboardsQuery = queryOptions({
  queryKey: [...dashboardsKey, "list"],
  queryFn: async (): Promise<DashboardSummary[]> =>
    (await body(api.GET("/api/v1/dashboards", { params: { query: { limit: MOST } } }))).items,
});

/** The document says that defaults may be missing; the server fills them in. */
const whole = async <T>(call: Promise<unknown>): Promise<T> => (await call) as T;

const at = (dashboardId: number) => ({ params: { path: { dashboard_id: dashboardId } } });

export const fetchDashboard = (id: number): Promise<Dashboard> =>
  whole(body(api.GET("/api/v1/dashboards/{dashboard_id}", at(id))));

export const dashboardQuery = (id: number) =>
  queryOptions({ queryKey: [...dashboardsKey, "one", id], queryFn: () => fetchDashboard(id) });

export const createDashboard = (dashboard: { name: string; layout: Layout }): Promise<Dashboard> =>
  whole(body(api.POST("/api/v1/dashboards", { body: { ...dashboard, shared: false } })));

export const changeDashboard = (
  id: number,
  change: { version: number; name?: string; shared?: boolean; layout?: Layout },
): Promise<Dashboard> =>
  whole(body(api.PATCH("/api/v1/dashboards/{dashboard_id}", { ...at(id), body: change })));

export const deleteDashboard = (id: number) => api.DELETE("/api/v1/dashboards/{dashboard_id}", at(id));

export const exportDashboard = (id: number): Promise<DashboardFile> =>
  whole(body(api.GET("/api/v1/dashboards/{dashboard_id}/file", at(id))));

export const importDashboard = (file: DashboardFile): Promise<Dashboard> =>
  whole(body(api.POST("/api/v1/dashboards/import", { body: file })));

export const COLUMNS = 12;
/** From the top of a row to the top of the next, in rem, and the space between them (Grid.module.css). */
export const PITCH_REM = 4.25;
const GAP_REM = 0.75;
const MOST_STRETCH = 2;
/** Lower rows would cut what panels say. */
const LEAST_STRETCH = 0.75;

/** The height of a row that is ``stretch`` times as high as usual, without the space below it. */
export const rowRem = (stretch: number): number => stretch * PITCH_REM - GAP_REM;

/** How many times as high rows must be for the panels to fill a screen: lower when that shows all, as usual when it cannot. */
export function stretched(panels: readonly { y: number; h: number }[], heightRem: number): number {
  const rows = Math.max(1, ...panels.map((panel) => panel.y + panel.h));
  const wanted = heightRem / (rows * PITCH_REM);
  return wanted < LEAST_STRETCH ? 1 : Math.min(MOST_STRETCH, wanted);
}

const SIZES: Readonly<Record<PanelContent["kind"], readonly [w: number, h: number]>> = {
  series: [6, 5],
  table: [6, 6],
  status: [4, 3],
  map: [6, 7],
  text: [4, 2],
};

/** The layout with one more panel, below all others. */
export function addPanel(layout: Layout, title: string, content: PanelContent): Layout {
  const [w, h] = SIZES[content.kind];
  const panel: PanelLayout = {
    id: freshId(layout.panels),
    title,
    ...freePlace(layout.panels, w, h),
    w,
    h,
    content,
  };
  return { ...layout, panels: [...layout.panels, panel] };
}

function freshId(panels: readonly PanelLayout[]): string {
  const taken = new Set(panels.map((panel) => panel.id));
  let number = panels.length + 1;
  while (taken.has(`p${number}`)) number += 1;
  return `p${number}`;
}

type Box = Pick<PanelLayout, "x" | "y" | "w" | "h">;

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The first place from the top where a panel of this size fits. */
export function freePlace(panels: readonly Box[], w: number, h: number): { x: number; y: number } {
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + w <= COLUMNS; x += 1) {
      if (!panels.some((panel) => overlaps(panel, { x, y, w, h }))) return { x, y };
    }
  }
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** The panels with one at another place or size; those it would cover give way downwards, then all fall upwards. */
export function placed(panels: readonly PanelLayout[], id: string, box: Partial<Box>): PanelLayout[] {
  const moving = panels.find((panel) => panel.id === id);
  if (!moving) return [...panels];
  const w = clamp(box.w ?? moving.w, 2, COLUMNS);
  const moved = {
    ...moving,
    w,
    h: clamp(box.h ?? moving.h, 1, 24),
    x: clamp(box.x ?? moving.x, 0, COLUMNS - w),
    y: Math.max(0, box.y ?? moving.y),
  };
  const settled: PanelLayout[] = [moved];
  const others = panels.filter((panel) => panel.id !== id).sort((a, b) => a.y - b.y || a.x - b.x);
  for (const panel of others) {
    let y = panel.y;
    while (settled.some((other) => overlaps(other, { ...panel, y }))) y += 1;
    settled.push({ ...panel, y });
  }
  return fallen(settled);
}

/** Every panel as high as it can be, in their order from the top. */
function fallen(panels: readonly PanelLayout[]): PanelLayout[] {
  const resting: PanelLayout[] = [];
  for (const panel of [...panels].sort((a, b) => a.y - b.y || a.x - b.x)) {
    let y = panel.y;
    while (y > 0 && !resting.some((other) => overlaps(other, { ...panel, y: y - 1 }))) y -= 1;
    resting.push({ ...panel, y });
  }
  return resting;
}
