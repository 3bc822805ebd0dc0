import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { MapChange, NetworkMap } from "@/api/types";
import { useMay } from "@/features/accounts/session";
import { localTime } from "@/lib/format";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Loaded } from "@/ui/states";
import frame from "@/ui/table/TableFrame.module.css";
import { Answer, type Asked } from "./Answer";
import { failedOf, litBy } from "./asked";
import type { CanvasHandle } from "./Canvas";
import { ChangeTable } from "./ChangeTable";
import { Details } from "./Details";
import { markOf, moving, type Mark } from "./differences";
import { Drawing, loadCanvas } from "./Drawing";
import { Clusters, Unplaced } from "./Clusters";
import { openText, switched } from "./clusters";
import { LinkTable } from "./LinkTable";
import {
  loadKey,
  loadQuery,
  loadsByKey,
  marksByEntity,
  marksKey,
  marksQuery,
  NO_OVERLAY,
  type Overlay,
} from "./live";
import classes from "./Map.module.css";
import { layersOf, type Layer, type MapSearch } from "./mapSearch";
import { Questions } from "./Questions";
import { TimeBar } from "./TimeBar";
import { RisksView } from "./RisksView";
import { Toolbar } from "./Toolbar";
import { changesQuery, fetchPath, fetchWays, fetchWhatIf, mapKey, mapQuery, turnsKey } from "./topology";
import { Turns } from "./Turns";
import { isGrouped, useDrawn } from "./useDrawn";
import { t } from "./texts";

/** With more links than this, the news of a storm is fetched less often. */
const THOUSANDS = 2_000;
const UNCOMPARED: ReadonlyMap<string, MapChange> = new Map();

export function MapPage() {
  const search = useSearch({ from: "/app/map" });
  const navigate = useNavigate({ from: "/map" });
  const drawing = (search.view ?? "map") === "map";
  useEffect(() => {
    if (drawing) void loadCanvas();
  }, [drawing]);
  const map = useQuery(mapQuery(search.at));
  const changes = useQuery(changesQuery(search.since, search.at));
  useRefreshOn("topology", [mapKey, turnsKey], (map.data?.edges.length ?? 0) > THOUSANDS ? 1_500 : 500);
  const over = useOverlay(search);
  const comparing = search.since !== undefined;
  const differing = useMemo(
    () => (comparing ? moving(changes.data ?? []) : UNCOMPARED),
    [comparing, changes.data],
  );
  const change = (next: Partial<MapSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page title={t("map")} lead={leadOf(map.data, search, differing)} fill>
      <Loaded query={map} what={t("theMap")} rows={10}>
        {(data) => <Body map={data} differing={differing} over={over} search={search} change={change} />}
      </Loaded>
    </Page>
  );
}

/** What is wrong and what links carry, at present; the past is drawn without. */
function useOverlay({ at, colour, since }: MapSearch): Overlay {
  const now = at === undefined;
  const byLoad = now && since === undefined && colour === "load";
  const loads = useQuery(loadQuery(useMay("series:view") && now));
  const marks = useQuery(marksQuery(useMay("alerts:view") && now));
  useRefreshOn("cycles", [loadKey], 1_000);
  useRefreshOn("incidents", [marksKey], 500);
  const byKey = useMemo(() => loadsByKey(loads.data), [loads.data]);
  const byEntity = useMemo(() => marksByEntity(marks.data), [marks.data]);
  return useMemo(
    () => (now ? { loads: byKey, marks: byEntity, byLoad } : NO_OVERLAY),
    [now, byKey, byEntity, byLoad],
  );
}

function leadOf(
  map: NetworkMap | undefined,
  { at, since }: MapSearch,
  differing: ReadonlyMap<string, MapChange>,
): string {
  if (!map) return t("counting");
  const then = at === undefined ? t("now") : localTime(at);
  if (since !== undefined) {
    const marks = [...differing.values()].map(markOf);
    const count = (mark: Mark) => marks.filter((one) => one === mark).length;
    return t("leadDiff", {
      then,
      since: localTime(since),
      appeared: count("appeared"),
      gone: count("gone"),
      changed: count("changed"),
    });
  }
  if (at !== undefined) return t("leadThen", { at: then });
  const links = map.edges.filter((edge) => edge.layer === "physical" || edge.layer === "link");
  return t("lead", {
    devices: map.nodes.filter((node) => !node.external).length,
    links: links.length,
    down: links.filter((edge) => edge.state === "down").length,
  });
}

interface BodyProps {
  map: NetworkMap;
  differing: ReadonlyMap<string, MapChange>;
  over: Overlay;
  search: MapSearch;
  change: (next: Partial<MapSearch>) => void;
}

function Body({ map, differing, over, search, change }: BodyProps) {
  const [asked, setAsked] = useState<Asked>({});
  const handle = useRef<CanvasHandle | null>(null);
  const on = layersOf(search);
  const traffic = asked.loss?.outcome.traffic;
  const found = useDrawn({ map, differing, over, search, wish: asked.wish, traffic });
  const { drawn, clustering, open } = found;
  const shown = map.edges.filter((edge) => on.includes(edge.layer as Layer));
  const lit = useMemo(() => litBy(map, asked), [map, asked]);
  const failed = useMemo(() => failedOf(map, asked), [map, asked]);
  const onSwitch = (id: string) => change({ open: switched(open, id) });

  async function ask(question: () => Promise<Asked>) {
    try {
      setAsked(await question());
    } catch (error) {
      setAsked({ problem: error instanceof Error ? error.message : String(error) });
    }
  }
  const fail = (failures: string[], links: string[] = []) =>
    void ask(async () => ({ loss: { failures, links, outcome: await fetchWhatIf(failures) } }));
  const findPath = (source: string, target: string) =>
    void ask(async () => {
      const answer = await fetchPath(source, target);
      const ways = answer.cost === null || source === target ? null : await fetchWays(source, target);
      return { path: { source, target, answer, ways } };
    });
  const showWay = (shown: number) => setAsked((old) => (old.path ? { path: { ...old.path, shown } } : old));

  return (
    <>
      <Toolbar
        map={map}
        grouped={isGrouped(map, search)}
        drawn={drawn}
        search={search}
        change={change}
        handle={handle}
        onFound={(name) => {
          const home = clustering.of.get(name);
          change({ selected: name, open: home === undefined ? search.open : openText([...open, home]) });
          handle.current?.centre(name);
        }}
      />
      <TimeBar search={search} change={change} />
      <div className={classes.body}>
        {search.view === "risks" ? (
          <RisksView
            map={map}
            onFail={(failures, links) => {
              change({ view: undefined });
              fail(failures, links);
            }}
            onSuggest={(a, b) => {
              change({ view: undefined });
              setAsked({ wish: { a, b } });
            }}
          />
        ) : search.view === "changes" ? (
          <div className={frame.frame}>
            <ChangeTable
              changes={[...differing.values()].filter(({ before, after }) =>
                on.includes((after ?? before)?.layer as Layer),
              )}
              onOpen={(selected) => change({ selected })}
            />
          </div>
        ) : search.view === "table" ? (
          <div className={frame.frame}>
            <LinkTable edges={shown} over={over} onOpen={(selected) => change({ selected })} />
          </div>
        ) : (
          <Drawing
            drawn={drawn}
            earth={found.earth}
            onSwitch={onSwitch}
            onCloseAll={() => change({ open: undefined })}
            onTable={() => change({ view: "table" })}
            comparing={search.since !== undefined}
            byLoad={over.byLoad}
            shifting={(traffic?.shifts.length ?? 0) > 0}
            layout={search.layout ?? "force"}
            selected={search.selected}
            lit={lit}
            failed={failed}
            onSelect={(selected) => change({ selected })}
            onReady={(ready) => {
              handle.current = ready;
            }}
          />
        )}
        <aside className={classes.side}>
          <Questions map={map} onPath={findPath} onClear={() => setAsked({})} />
          <Answer asked={asked} onWay={showWay} />
          <Details
            map={map}
            drawn={drawn}
            over={over}
            selected={search.selected}
            onSelect={(selected) => change({ selected })}
            onFail={(failure) => fail([failure])}
          />
          <Unplaced shown={found} onSelect={(selected) => change({ selected })} />
          <Clusters shown={found} onOpen={(text) => change({ open: text })} />
          <Turns at={search.at} change={change} />
        </aside>
      </div>
    </>
  );
}
