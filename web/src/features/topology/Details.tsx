import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AlertMark, LinkLoad, MapEdge, MapNode, NetworkMap } from "@/api/types";
import { bits, words } from "@/lib/format";
import { DeviceLink } from "@/ui/DeviceLink";
import { Moment } from "@/ui/Moment";
import { Panel } from "@/ui/Panel";
import { Status } from "@/ui/Status";
import type { Elements } from "./elements";
import { edgeMark, usedText, type Overlay } from "./live";
import classes from "./Map.module.css";
import { ServiceFacts } from "./Services";
import { endsOf, failureOf, runOf } from "./topology";
import { t } from "./texts";

interface DetailsProps {
  map: NetworkMap;
  drawn: Elements;
  onSelect: (id: string) => void;
  over: Overlay;
  selected: string | undefined;
  onFail: (failure: string) => void;
}

/** What is known of the device or link that is selected, with every piece of evidence. */
export function Details({ map, drawn, over, selected, onFail, onSelect }: DetailsProps) {
  const edge = map.edges.find((one) => one.key === selected);
  if (edge) return <EdgeDetails edge={edge} over={over} onFail={onFail} />;
  const node = map.nodes.find((one) => one.name === selected);
  if (node) return <NodeDetails map={map} over={over} node={node} onFail={onFail} />;
  const bundle = drawn.edges.find((one) => one.id === selected)?.covers;
  if (bundle) return <BundleDetails map={map} keys={bundle} onSelect={onSelect} />;
  return <p className="dim">{t("nothingSelected")}</p>;
}

/** The links that a line between two groups stands for; those that are down first. */
function BundleDetails({
  map,
  keys,
  onSelect,
}: Pick<DetailsProps, "map" | "onSelect"> & { keys: readonly string[] }) {
  const wanted = new Set(keys);
  const links = map.edges.filter((edge) => wanted.has(edge.key));
  const calm = (edge: MapEdge) => (edge.state === "up" ? 1 : 0);
  return (
    <Panel title={t("linksBetween")} note={links.length}>
      <ul className={classes.clusters}>
        {links
          .sort((a, b) => calm(a) - calm(b))
          .map((edge) => (
            <li key={edge.key}>
              <button type="button" onClick={() => onSelect(edge.key)}>
                <Status code={edge.state} />
                <span>{runOf(edge).join(" – ")}</span>
              </button>
            </li>
          ))}
      </ul>
    </Panel>
  );
}

function EdgeDetails({ edge, over, onFail }: { edge: MapEdge } & Pick<DetailsProps, "over" | "onFail">) {
  const load = over.loads.get(edge.key);
  const failure = failureOf(edge);
  const shared = edge.members.length > 0;
  return (
    <Panel title={shared ? runOf(edge)[0] : `${edge.a?.device ?? ""} – ${edge.b?.device ?? ""}`}>
      <dl className={classes.facts}>
        <dt>{t("state")}</dt>
        <dd>
          <Status code={edge.state} />
        </dd>
        <OpenAlerts mark={edgeMark(edge, over.marks)} />
        {load && <Used load={load} edge={edge} />}
        <dt>{t("ends")}</dt>
        <dd>
          {endsOf(edge).map((end) => (
            <div key={end}>{end}</div>
          ))}
        </dd>
        <dt>{t("kind")}</dt>
        <dd>{edge.kind}</dd>
        <ServiceFacts edge={edge} />
        <dt>{t("sources")}</dt>
        <dd>{edge.sources.join(", ") || edge.session_state}</dd>
        {edge.two_sided !== null && <dt>{t("evidence")}</dt>}
        {edge.two_sided !== null && (
          <dd>
            {edge.two_sided ? t("bothSides") : t("oneSide")}
            {edge.evidence.map((text) => (
              <div key={text} className="dim">
                {text}
              </div>
            ))}
          </dd>
        )}
        {edge.metric_a !== null && <dt>{t("metrics")}</dt>}
        {edge.metric_a !== null && <dd>{`${edge.metric_a} / ${edge.metric_b ?? "–"}`}</dd>}
        {edge.conflicts.length > 0 && <dt>{t("conflicts")}</dt>}
        {edge.conflicts.length > 0 && <dd>{edge.conflicts.join("; ")}</dd>}
        <dt>{t("firstSeen")}</dt>
        <dd>
          <Moment at={edge.first_seen} />
        </dd>
        <dt>{t("lastSeen")}</dt>
        <dd>
          <Moment at={edge.last_seen} />
        </dd>
      </dl>
      {failure && edge.layer !== "bgp" && (
        <Button variant="default" size="compact-sm" onClick={() => onFail(failure)}>
          {t("whatIf")}
        </Button>
      )}
    </Panel>
  );
}

function OpenAlerts({ mark }: { mark: AlertMark | null }) {
  if (!mark) return null;
  return (
    <>
      <dt>{t("openAlerts")}</dt>
      <dd>
        <Status code={mark.severity} /> {mark.kinds.map(words).join(", ")}{" "}
        <Link to="/alerts" search={{ q: mark.entity }}>
          {t("showAlerts")}
        </Link>
      </dd>
    </>
  );
}

/** What a link carries in each direction, with how full that makes it. */
function Used({ load, edge }: { load: LinkLoad; edge: MapEdge }) {
  const side = (to: string | undefined, bps: number | null, used: number | null) => (
    <div>{`→ ${to ?? ""}: ${bits(bps)} ${usedText(used)}`}</div>
  );
  return (
    <>
      <dt>{t("used")}</dt>
      <dd>
        {side(edge.b?.device, load.a_to_b_bps, load.a_to_b)}
        {side(edge.a?.device, load.b_to_a_bps, load.b_to_a)}
        <span className="dim">
          <Moment at={load.measured_at} />
        </span>
      </dd>
    </>
  );
}

interface NodeDetailsProps {
  map: NetworkMap;
  over: Overlay;
  node: MapNode;
  onFail: (failure: string) => void;
}

function NodeDetails({ map, over, node, onFail }: NodeDetailsProps) {
  const links = map.edges.filter((edge) => edge.a?.device === node.name || edge.b?.device === node.name);
  return (
    <Panel title={node.name}>
      <dl className={classes.facts}>
        <OpenAlerts mark={over.marks.get(`node:${node.name}`) ?? null} />
        <dt>{t("links")}</dt>
        <dd>{links.filter((edge) => edge.layer === "physical" || edge.layer === "link").length}</dd>
        {node.roles.length > 0 && <dt>{t("roles")}</dt>}
        {node.roles.length > 0 && <dd>{node.roles.join(", ")}</dd>}
      </dl>
      {node.external && <p className="dim">{t("outside")}</p>}
      {map.shape.articulation_points.includes(node.name) && <p>{t("dividing")}</p>}
      {node.device_id !== null && <DeviceLink id={node.device_id} name={t("openDevice")} />}
      {!node.external && (
        <Button variant="default" size="compact-sm" onClick={() => onFail(`node:${node.name}`)}>
          {t("whatIf")}
        </Button>
      )}
    </Panel>
  );
}
