import { useViewportSize } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { LiveMark } from "@/app/LiveMark";
import { sessionQuery } from "@/features/accounts/session";
import { useDeviceNews } from "@/features/inventory/deviceNews";
import { idsOf } from "@/features/explorer/question";
import { useWindow } from "@/features/series/useWindow";
import { useNow } from "@/lib/clock";
import { clockTime } from "@/lib/format";
import { useLiveChannel } from "@/live/useLive";
import { Empty, Loaded } from "@/ui/states";
import { dashboardQuery, dashboardsQuery, stretched } from "./dashboards";
import { Grid } from "./Grid";
import { PanelView } from "./PanelView";
import { t } from "./texts";
import type { WallSearch } from "./routes";
import { readValues } from "./variables";
import classes from "./WallPage.module.css";

const USUAL_SECONDS = 30;
const RECENT = { range: "6h" } as const;
/** Title, foot and margins above and below the panels. */
const AROUND_REM = 7.5;
const noop = () => undefined;

/** For a screen on the wall: large, without navigation, one dashboard after another. Escape leaves. */
export function WallPage() {
  const search = useSearch({ from: "/wall" });
  const { show, every = USUAL_SECONDS } = search;
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const list = useQuery(dashboardsQuery);
  const now = useNow();
  const [paused, setPaused] = useState(false);
  const [shown, setShown] = useState(0);
  useLiveChannel();
  useDeviceNews();

  const ids = useMemo(() => {
    const wanted = idsOf(show);
    return wanted.length > 0 ? wanted : (list.data ?? []).map((dashboard) => dashboard.id);
  }, [show, list.data]);
  const current = ids.length > 0 ? ids[shown % ids.length] : undefined;

  useEffect(() => {
    document.documentElement.dataset.wall = "true";
    return () => {
      delete document.documentElement.dataset.wall;
    };
  }, []);
  useEffect(() => {
    if (paused || ids.length < 2) return undefined;
    const timer = setInterval(() => setShown((old) => old + 1), every * 1_000);
    return () => clearInterval(timer);
  }, [paused, ids.length, every]);
  useEffect(() => {
    if (session === null)
      void navigate({
        to: "/login",
        search: { next: globalThis.location.pathname + globalThis.location.search },
      });
  }, [session, navigate]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") void navigate({ to: "/dashboards" });
      else if (event.key === " ") setPaused((old) => !old);
      else if (event.key === "ArrowRight") setShown((old) => old + 1);
      else if (event.key === "ArrowLeft") setShown((old) => old + ids.length - 1);
    };
    globalThis.addEventListener("keydown", onKey);
    return () => globalThis.removeEventListener("keydown", onKey);
  }, [navigate, ids.length]);

  return (
    <main className={classes.wall}>
      {current === undefined ? (
        <Loaded query={list} what={t("dashboards")}>
          {() => <Empty title={t("none")}>{t("noneHint")}</Empty>}
        </Loaded>
      ) : (
        <Shown key={current} id={current} search={search} />
      )}
      <footer className={classes.foot}>
        <LiveMark />
        {ids.length > 1 && (
          <ol className={classes.dots} aria-label={t("rotation")}>
            {ids.map((id, index) => (
              <li key={id} aria-current={index === shown % ids.length || undefined} />
            ))}
          </ol>
        )}
        {paused && <span>{t("paused")}</span>}
        <span className={classes.hint}>{t("wallKeys")}</span>
        <time className="num">{clockTime(now)}</time>
      </footer>
    </main>
  );
}

/** The height of the screen in rem; what is on the wall grows with it. */
function useScreenRem(): number {
  const { height } = useViewportSize();
  return height / Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

function Shown({ id, search }: { id: number; search: WallSearch }) {
  const dashboard = useQuery({ ...dashboardQuery(id), refetchInterval: 60_000 });
  const asked = search.range !== undefined || search.from !== undefined;
  const window = useWindow(asked ? search : RECENT, 240);
  const screen = useScreenRem();
  useEffect(() => {
    if (dashboard.data) document.title = `${dashboard.data.name} · Watchkeeper`;
  }, [dashboard.data]);
  return (
    <Loaded query={dashboard} what={t("dashboard")}>
      {({ name, layout }) => {
        const stretch = stretched(layout.panels, screen - AROUND_REM);
        return (
          <>
            <h1 className={classes.title}>{name}</h1>
            <Grid
              panels={layout.panels}
              editing={false}
              stretch={stretch}
              onChange={noop}
              onEdit={noop}
              onRemove={noop}
            >
              {(panel) => (
                <PanelView
                  content={panel.content}
                  values={readValues(layout.variables, { ...search })}
                  window={window}
                  rows={panel.h * stretch}
                />
              )}
            </Grid>
          </>
        );
      }}
    </Loaded>
  );
}
