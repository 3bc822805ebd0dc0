/** Marks on what is drawn already. */
import type { Core } from "cytoscape";
import type { Memory } from "./memory";

/** Mark what is selected, on a path or lost: also what is drawn for others. */
export function mark(cy: Core, memory: Memory): void {
  const { selected, lit, failed } = memory.marks;
  const wanted = selected !== undefined || lit.size > 0 || failed.size > 0;
  if (!wanted && !memory.marked) return;
  memory.marked = wanted;
  cy.batch(() => {
    cy.elements().forEach((element) => {
      const data = element.data() as { key?: string; id: string; covers?: readonly string[] };
      const name = data.key ?? data.id;
      const within = (names: ReadonlySet<string>) =>
        names.size > 0 && (names.has(name) || (data.covers?.some((one) => names.has(one)) ?? false));
      element.toggleClass("chosen", name === selected || (data.covers?.includes(selected ?? "") ?? false));
      element.toggleClass("lit", within(lit));
      element.toggleClass("failed", within(failed));
      element.toggleClass("faded", lit.size > 0 && element.isEdge() && !within(lit));
    });
  });
}
