import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { NetworkMap } from "@/api/types";
import { useRefreshOn } from "@/live/useLive";
import { Page } from "@/ui/Page";
import { Loaded } from "@/ui/states";
import frame from "@/ui/table/TableFrame.module.css";
import { Answer, type Asked } from "./Answer";
import type { CanvasHandle } from "./Canvas";
import { Details } from "./Details";
import { Drawing } from "./Drawing";
import { elementsOf } from "./elements";
import { LinkTable } from "./LinkTable";
import classes from "./Map.module.css";
import { layersOf, type Layer, type MapSearch } from "./mapSearch";
import { Questions } from "./Questions";
import { Toolbar } from "./Toolbar";
import { edgesOf, fetchPath, fetchWays, fetchWhatIf, linksOn, mapKey, mapQuery } from "./topology";
import { t } from "./texts";

const NONE: ReadonlySet<string> = new Set();

export function MapPage() {
  const search = useSearch({ from: "/app/map" });
  const navigate = useNavigate({ from: "/map" });
  const map = useQuery(mapQuery(search.at));
  useRefreshOn("topology", [mapKey], 500);
  const change = (next: Partial<MapSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true });
  return (
    <Page title={t("map")} lead={leadOf(map.data, search.at)} fill>
      <Loaded query={map} what={t("theMap")} rows={10}>
        {(data) => <Body map={data} search={search} change={change} />}
      </Loaded>
    </Page>
  );
}

function leadOf(map: NetworkMap | undefined, at: string | undefined): string {
  if (!map) return t("counting");
  if (at !== undefined) return t("leadThen", { at });
  const links = map.edges.filter((edge) => edge.layer === "physical" || edge.layer === "link");
  return t("lead", {
    devices: map.nodes.filter((node) => !node.external).length,
    links: links.length,
    down: links.filter((edge) => edge.state === "down").length,
  });
}

interface BodyProps {
  map: NetworkMap;
  search: MapSearch;
  change: (next: Partial<MapSearch>) => void;
}

function Body({ map, search, change }: BodyProps) {
  const [asked, setAsked] = useState<Asked>({});
  const handle = useRef<CanvasHandle | null>(null);
  const on = layersOf(search);
  const drawn = elementsOf(map, on);
  const shown = map.edges.filter((edge) => on.includes(edge.layer as Layer));
  const lit = litBy(map, asked);
  const failed = failedOf(map, asked);

  async function ask(question: () => Promise<Asked>) {
    try {
      setAsked(await question());
    } catch (error) {
      setAsked({ problem: error instanceof Error ? error.message : String(error) });
    }
  }
  const fail = (failure: string) =>
    void ask(async () => ({ loss: { failure, outcome: await fetchWhatIf([failure]) } }));
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
        drawn={drawn}
        search={search}
        change={change}
        handle={handle}
        onFound={(name) => {
          change({ selected: name });
          handle.current?.centre(name);
        }}
      />
      <div className={classes.body}>
        {search.view === "table" ? (
          <div className={frame.frame}>
            <LinkTable edges={shown} onOpen={(selected) => change({ selected })} />
          </div>
        ) : (
          <Drawing
            drawn={drawn}
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
          <Details map={map} selected={search.selected} onFail={fail} />
        </aside>
      </div>
    </>
  );
}

/** What the answer lights up: the way that was chosen, else every shortest path. */
function litBy(map: NetworkMap, { path }: Asked): ReadonlySet<string> {
  if (!path) return NONE;
  const way = path.shown === undefined ? undefined : path.ways?.ways[path.shown];
  return way ? edgesOf(map, way.links) : linksOn(map, path.answer);
}

/** What the imagined loss takes: the link or device itself, and everything that it cuts off. */
function failedOf(map: NetworkMap, { loss }: Asked): ReadonlySet<string> {
  if (!loss) return NONE;
  const [what, device, ...rest] = loss.failure.split(":");
  const port = rest.join(":");
  if (what === "node") return new Set([device ?? "", ...loss.outcome.isolated]);
  const links = map.edges.filter((edge) =>
    [edge.a, edge.b].some((end) => end?.device === device && end?.interface === port),
  );
  return new Set([...links.map((edge) => edge.key), ...loss.outcome.isolated]);
}
