/** Keys that lead to a page: `g`, and then a letter. */
import { useRouter, type LinkProps } from "@tanstack/react-router";
import { useEffect } from "react";

/** The letters, and the pages they lead to. */
export const GO: Readonly<Record<string, NonNullable<LinkProps["to"]>>> = {
  o: "/",
  d: "/devices",
  b: "/dashboards",
  m: "/map",
  x: "/explorer",
  e: "/events",
  a: "/alerts",
  i: "/incidents",
  h: "/health",
  t: "/tasks",
  s: "/system",
};

const PATIENCE_MS = 1_200;

/** Reads keys one by one; tells the page once `g` and a letter came soon after each other. */
export function sequence(): (key: string, now: number) => string | undefined {
  let begun = Number.NEGATIVE_INFINITY;
  return (key, now) => {
    const soon = now - begun < PATIENCE_MS;
    begun = key === "g" && !soon ? now : Number.NEGATIVE_INFINITY;
    return soon ? GO[key] : undefined;
  };
}

/** Whether somebody is writing: then keys are letters. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], dialog, [role=dialog]") !== null;

/** Follows the keys on the page; `?` asks for the list of them. */
export function useShortcuts(places: readonly string[], onHelp: () => void): void {
  const router = useRouter();
  useEffect(() => {
    const read = sequence();
    const heard = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === "?") {
        event.preventDefault();
        onHelp();
        return;
      }
      const to = read(event.key, event.timeStamp);
      if (to === undefined || !places.includes(to)) return;
      event.preventDefault();
      void router.navigate({ to });
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, [router, places, onHelp]);
}
