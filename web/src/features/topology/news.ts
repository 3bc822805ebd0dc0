/** Brings what is wanted into what Cytoscape holds, touching only what differs. */
import type { Core, ElementDefinition, SingularElementReturnValue } from "cytoscape";
import type { Elements, NodeElement } from "./elements";
import type { Plan, Spot } from "./plan";

type Data = Readonly<Record<string, unknown>>;

/** Where an element may not be changed in place but must be added anew. */
const PLACE = ["source", "target", "parent"];

/** Bring in what is known already; what is new, gone or elsewhere waits for its positions. */
export function refresh(cy: Core, drawn: Elements): void {
  cy.batch(() => {
    for (const wanted of [...drawn.nodes, ...drawn.edges]) {
      const known = cy.getElementById(wanted.id);
      if (known.nonempty() && !moved(known.data() as Data, { ...wanted })) update(known, { ...wanted });
    }
  });
}

/** Bring in everything, what is new at its spot. */
export function redraw(cy: Core, drawn: Elements, spots: ReadonlyMap<string, Spot>): void {
  const wanted = new Map<string, ElementDefinition>();
  for (const node of drawn.nodes) wanted.set(node.id, { group: "nodes", data: { ...node } });
  for (const edge of drawn.edges) wanted.set(edge.id, { group: "edges", data: { ...edge } });
  cy.batch(() => {
    cy.elements()
      .filter((element) => {
        const next = wanted.get(element.id())?.data;
        return !next || moved(element.data() as Data, next);
      })
      .remove();
    const added: ElementDefinition[] = [];
    for (const [id, definition] of wanted) {
      const known = cy.getElementById(id);
      const spot = definition.group === "nodes" ? spots.get(id) : undefined;
      if (known.empty()) added.push(spot ? { ...definition, position: { ...spot } } : definition);
      else {
        update(known, definition.data);
        if (spot && known.isNode()) known.position({ ...spot });
      }
    }
    cy.add(added);
  });
}

const moved = (now: Data, next: Data): boolean => PLACE.some((key) => next[key] !== now[key]);

function update(known: SingularElementReturnValue, next: Data): void {
  if (differs(known.data() as Data, next)) known.data(next);
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

/** What the layout is asked to place, in the order of `placed`; frames follow what they hold. */
export function planFor(
  cy: Core,
  layout: Plan["layout"],
  placed: readonly NodeElement[],
  drawn: Elements,
  anew: boolean,
  places: ReadonlyMap<string, Spot> | undefined,
): Plan {
  const index = new Map(placed.map((node, at) => [node.id, at]));
  return {
    layout,
    nodes: placed.map(({ id, parent, core, count }) => ({
      group: parent,
      core: core === true,
      at: anew ? undefined : (stood(cy, id) ?? stood(cy, parent)),
      place: places?.get(id),
      size: count === undefined ? 1 : 1.6,
    })),
    edges: drawn.edges.flatMap(({ source, target }) => {
      const [a, b] = [index.get(source), index.get(target)];
      return a === undefined || b === undefined || a === b ? [] : [[a, b] as const];
    }),
  };
}

/** Where an element stands; what comes out of a cluster begins where that stood. */
function stood(cy: Core, id: string | undefined): Spot | undefined {
  const found = cy.getElementById(id ?? "");
  return found.nonempty() && found.isNode() ? { ...found.position() } : undefined;
}
