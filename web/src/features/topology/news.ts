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

/** What is not to draw between two pieces of news; Cytoscape asks it at each frame and forgets it. */
interface Renderer {
  skipFrame: boolean;
  flushRenderedStyleQueue: () => void;
}

const rendererOf = (cy: Core) => (cy as unknown as { renderer: () => Renderer }).renderer();

/** So many elements are added and measured before one looks at the clock, and so long before the page may breathe. */
const AT_ONCE = 40;
const BREATH_MS = 30;

/**
 * Bring in everything, what is new at its spot, then tell. Thousands of elements take seconds to add and to measure: they
 * come in pieces, between which the page answers, and are drawn when all are there. Stops when it is no longer `wanted`.
 */
export function redraw(
  cy: Core,
  drawn: Elements,
  spots: ReadonlyMap<string, Spot>,
  wanted: () => boolean,
  tell: (done: number) => void,
  done: () => void,
): void {
  const next = definitions(drawn);
  const added: ElementDefinition[] = [];
  cy.batch(() => {
    cy.elements()
      .filter((element) => {
        const data = next.get(element.id())?.data;
        return !data || moved(element.data() as Data, data);
      })
      .remove();
    for (const [id, definition] of next) {
      const known = cy.getElementById(id);
      const spot = definition.group === "nodes" ? spots.get(id) : undefined;
      if (known.empty()) added.push(spot ? { ...definition, position: { ...spot } } : definition);
      else {
        update(known, definition.data);
        if (spot && known.isNode()) known.position({ ...spot });
      }
    }
  });
  inPieces(cy, { added, wanted, tell, done }, 0);
}

function definitions({ nodes, edges }: Elements): Map<string, ElementDefinition> {
  const found = new Map<string, ElementDefinition>();
  for (const node of nodes) found.set(node.id, { group: "nodes", data: { ...node } });
  for (const edge of edges) found.set(edge.id, { group: "edges", data: { ...edge } });
  return found;
}

interface Addition {
  added: readonly ElementDefinition[];
  wanted: () => boolean;
  tell: (done: number) => void;
  done: () => void;
}

function inPieces(cy: Core, addition: Addition, from: number): void {
  const { added, wanted, tell, done } = addition;
  const renderer = rendererOf(cy);
  const begun = performance.now();
  let at = from;
  while (at < added.length && (at === from || performance.now() - begun < BREATH_MS)) {
    const piece = added.slice(at, at + AT_ONCE);
    cy.batch(() => cy.add(piece));
    if (added.length > AT_ONCE) renderer.flushRenderedStyleQueue();
    at += AT_ONCE;
  }
  if (at >= added.length) {
    done();
    return;
  }
  renderer.skipFrame = true;
  tell(at / added.length);
  requestAnimationFrame(() => {
    if (!cy.destroyed() && wanted()) inPieces(cy, addition, at);
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
