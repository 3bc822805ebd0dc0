/** The picture of an incident as elements for the map's drawing, and as rows of a list. Pure. */
import type { CausePicture } from "@/api/types";
import type { EdgeElement, Elements, NodeElement } from "@/features/topology/elements";
import { objectOf } from "@/features/alerts/objectOf";
import { t } from "./texts";

type Node = CausePicture["nodes"][number];
type Link = CausePicture["links"][number];
export type Part = Node["part"];

/** One line of the list. `device` is 0 and `link` empty where nothing can be opened. */
export interface PictureRow {
  key: string;
  name: string;
  part: Part;
  notes: string[];
  symptoms: number;
  suppressed: number;
  device: number;
  link: string;
}

const ORDER: readonly Part[] = ["root", "consequence", "symptom", "suppressed", "way", "vantage", "beside"];

/** Everything that a mark says, in words: `cut off, not measured`. */
export function partText({ part, blind }: { part: Part; blind: boolean }, ruledOut = false): string {
  return [
    t(`part.${part}`),
    ...(ruledOut ? [t("part.innocent")] : []),
    ...(blind ? [t("part.blind")] : []),
  ].join(", ");
}

export function drawnOf({ nodes, links }: CausePicture): Elements {
  return { nodes: nodes.map(nodeOf), edges: links.map(edgeOf) };
}

/** The list: what failed first, and of each part devices before links. */
export function rowsOf({ nodes, links }: CausePicture): PictureRow[] {
  const rows = [...nodes.map(deviceRow), ...links.map(linkRow)];
  return rows.sort((a, b) => ORDER.indexOf(a.part) - ORDER.indexOf(b.part));
}

function nodeOf(node: Node): NodeElement {
  const { name, part, blind } = node;
  return {
    id: name,
    label: `${name}\n${partText(node, node.ruled_out)}`,
    kind: "device",
    point: false,
    alarm: "",
    core: part === "vantage",
    role: part,
    ruledOut: node.ruled_out,
    blind,
  };
}

function edgeOf(link: Link): EdgeElement {
  const { key, a, b, part, blind } = link;
  return {
    id: key,
    key,
    source: a,
    target: b,
    state: "unknown",
    layer: "physical",
    label: part === "root" ? partText(link) : "",
    conflict: false,
    oneSided: false,
    mark: "",
    calm: false,
    alarm: "",
    atSource: "",
    atTarget: "",
    stepSource: 0,
    stepTarget: 0,
    step: -1,
    role: part,
    blind,
  };
}

function deviceRow(node: Node): PictureRow {
  const { name, part, symptoms, suppressed, device_id: device } = node;
  return {
    key: `node:${name}`,
    name,
    part,
    notes: notesOf(node, node.ruled_out),
    symptoms,
    suppressed,
    device,
    link: "",
  };
}

function linkRow(link: Link): PictureRow {
  const { key, part } = link;
  const ends = `${link.a} ${link.port_a}`.trim() + " – " + `${link.b} ${link.port_b}`.trim();
  const session = key.startsWith("session:");
  return {
    key: `link:${key}`,
    name: session ? objectOf(key) : ends,
    part,
    notes: notesOf(link),
    symptoms: 0,
    suppressed: 0,
    device: 0,
    link: session ? "" : key,
  };
}

const notesOf = ({ blind }: { blind: boolean }, ruledOut = false): string[] => [
  ...(ruledOut ? [t("part.innocent")] : []),
  ...(blind ? [t("part.blind")] : []),
];
