/** What an incident is called, in the language of the page. */
import type { Incident } from "@/api/types";
import { saidOf } from "@/i18n/catalogue";
import { objectOf } from "@/features/alerts/objectOf";

type Named = Pick<Incident, "title" | "stage" | "roots" | "isolated">;

/** The server's title, or in another language that of its stage and of what failed. */
export function titleOf({ title, stage, roots, isolated }: Named): string {
  const [key, names] =
    roots.length > 0
      ? [isolated.length > 0 ? "called.cutting" : "called.failed", roots.map(objectOf).join(", ")]
      : [stage === "forming" ? "called.forming" : "called.following", ""];
  return saidOf(title, "incidents", key, { names, count: isolated.length });
}
