/** Brings what is wanted into what Cytoscape holds, touching only what differs. */
import type { Core, ElementDefinition, NodeSingular } from "cytoscape";
import type { Elements } from "./elements";
import type { Plan, Spot } from "./plan";

type Data = Readonly<Record<string, unknown>>;

/** Where an element may not be changed in place but must be added anew. */
const PLACE = ["source", "target", "parent"];

export function redraw(cy: Core, drawn: Elements): void {
  const wanted = new Map<string, ElementDefinition>();
  for (const node of drawn.nodes) wanted.set(node.id, { group: "nodes", data: { ...node } });
  for (const edge of drawn.edges) wanted.set(edge.id, { group: "edges", data: { ...edge } });
  const before = new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }]));
  cy.batch(() => {
    cy.elements()
      .filter((element) => {
        const next = wanted.get(element.id())?.data;
        const now = element.data() as Data;
        return !next || PLACE.some((key) => next[key] !== now[key]);
      })
      .remove();
    const added: ElementDefinition[] = [];
    for (const [id, definition] of wanted) {
      const known = cy.getElementById(id);
      if (known.empty()) added.push({ ...definition, ...startOf(definition, before) });
      else if (differs(known.data() as Data, definition.data)) known.data(definition.data);
    }
    cy.add(added);
  });
}

/** What comes out of a cluster begins where that stood. */
function startOf({ data, group }: ElementDefinition, before: ReadonlyMap<string, Spot>) {
  if (group !== "nodes") return {};
  const { id, parent } = data as { id: string; parent?: string };
  const at = before.get(id) ?? before.get(parent ?? "");
  return at ? { position: { ...at } } : {};
}

function differs(now: Data, next: Data): boolean {
  const keys = Object.keys(next);
  return (
    keys.some((key) => !same(now[key], next[key])) ||
    Object.keys(now).some((key) => !(key in next) && now[key] !== undefined)
  );
}

const same = (a: unknown, b: unknown): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => one === b[at]));

/** What the layout is asked to place, in the order of `nodes`; frames follow what they hold. */
export function planFor(
  layout: Plan["layout"],
  nodes: readonly NodeSingular[],
  drawn: Elements,
  known: ReadonlySet<string>,
  places: ReadonlyMap<string, Spot> | undefined,
): Plan {
  const index = new Map(nodes.map((node, at) => [node.id(), at]));
  return {
    layout,
    nodes: nodes.map((node) => {
      const { id, parent, core, count } = node.data() as {
        id: string;
        parent?: string;
        core?: boolean;
        count?: number;
      };
      const stood = known.has(id) || (parent !== undefined && known.has(parent));
      return {
        group: parent,
        core: core === true,
        at: stood ? { ...node.position() } : undefined,
        place: places?.get(id),
        size: count === undefined ? 1 : 1.6,
      };
    }),
    edges: drawn.edges.flatMap(({ source, target }) => {
      const [a, b] = [index.get(source), index.get(target)];
      return a === undefined || b === undefined || a === b ? [] : [[a, b] as const];
    }),
  };
}
